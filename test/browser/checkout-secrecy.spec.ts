import { jest } from '@jest/globals';
import Database from 'libsql';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CheckoutStage, pressPay, typeCard } from './checkout.stage.js';

/** A number that is no test card, typed into every field; and codes that turn up nowhere by chance. */
const REAL_CARD = '4000056655665556';
const WRONG_CODE = '938174650213';
const SECRETS = { apiKey: 'key-of-the-seller', webhookSecret: 'secret-of-the-endpoint' };
const AMEX = { number: '378282246310005', code: '8137' };
const CHALLENGED = { number: '4000000000003220', code: '813' };

describe('after cards of every kind', () => {
  let folder: string;
  /** Every page, line and webhook. */
  let told: string;
  /** The content of each table of the database. */
  let tables: Map<string, string>;
  /** All of it, with the bytes of every file. */
  let everything: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'checkout-secrecy-'));
    const heard: string[] = [];
    const hear = (chunk: unknown) => heard.push(String(chunk)) > 0;
    const out = jest.spyOn(process.stdout, 'write').mockImplementation(hear);
    const err = jest.spyOn(process.stderr, 'write').mockImplementation(hear);
    const stage = await CheckoutStage.open({ dataDir: folder, log: hear, ...SECRETS });
    try {
      heard.push(...(await payInEveryWay(stage)));
      heard.push(await (await fetch(`${stage.sandbox.url}/_sandbox/webhooks`)).text());
    } finally {
      await stage.close();
      out.mockRestore();
      err.mockRestore();
    }
    told = heard.join('\n');
    const files = await readdir(folder, { recursive: true, withFileTypes: true });
    const contents = files
      .filter((file) => file.isFile())
      .map((file) => readFile(join(file.parentPath, file.name), 'latin1'));
    everything = [told, ...(await Promise.all(contents))].join('\n');
    tables = tablesOf(join(folder, 'sandbox.db'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('the rest of the payment is found', () => {
    expect(everything).toContain('customer@example.com');
    expect(told).toContain('ending in 0005');
    expect(tables.get('webhook')).toContain('payment.declined');
  });

  it('no full number and no code is in a page, log, database or webhook', () => {
    const pressed = everything.replaceAll(/(?<=\d)[\s-](?=\d)/g, '');

    expect(pressed).not.toContain(REAL_CARD);
    expect(everything).not.toContain(AMEX.number);
    expect(everything).not.toContain(CHALLENGED.number);
    expect(everything).not.toContain(WRONG_CODE);
    expect(everything).not.toMatch(new RegExp(`(?<![0-9a-f])${AMEX.code}(?![0-9a-f])`, 'i'));
  });

  it('no API key and no webhook secret is in a page, log or webhook', () => {
    expect(told).not.toContain(SECRETS.apiKey);
    expect(told).not.toContain(SECRETS.webhookSecret);
  });

  it('they are where a seller can have them shown, and in no other table', () => {
    const holding = (secret: string) =>
      [...tables].filter(([, rows]) => rows.includes(secret)).map(([table]) => table);

    expect(holding(SECRETS.apiKey)).toEqual(['api_key']);
    expect(holding(SECRETS.webhookSecret)).toEqual(['seller']);
  });
});

function tablesOf(file: string): Map<string, string> {
  const database = new Database(file, { readonly: true });
  const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all() as {
    name: string;
  }[];
  const contents = tables.map(({ name }): [string, string] => [
    name,
    JSON.stringify(database.prepare(`SELECT * FROM "${name}"`).all()),
  ]);
  database.close();
  return new Map(contents);
}

/** Accepted, declined and refused cards, with every page that was answered. */
async function payInEveryWay(stage: CheckoutStage): Promise<string[]> {
  const { page, url } = await stage.newCheckout({ javaScriptEnabled: false });
  const pages: string[] = [];
  const refused = [
    { number: REAL_CARD, code: WRONG_CODE },
    { number: REAL_CARD, name: REAL_CARD, expiry: REAL_CARD },
    { number: '4242 4242 4242 4241', name: '4000 0566 5566 5556', code: WRONG_CODE },
  ];
  for (const card of [...refused, { number: '4000000000000127', code: '813' }, CHALLENGED, AMEX]) {
    // A payment goes through its states one after the other.
    /* oxlint-disable no-await-in-loop */
    await typeCard(page, card);
    await pressPay(page);
    await page.waitForLoadState();
    pages.push(await page.content());
    await page.goto(url);
    pages.push(await page.content());
    /* oxlint-enable no-await-in-loop */
  }
  return pages;
}
