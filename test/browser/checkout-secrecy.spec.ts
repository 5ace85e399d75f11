import { jest } from '@jest/globals';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CheckoutStage, pressPay, typeCard } from './checkout.stage.js';

/** A number that is no test card, typed into every field; and codes that turn up nowhere by chance. */
const REAL_CARD = '4000056655665556';
const WRONG_CODE = '938174650213';
const SECRETS = { apiKey: 'key-of-the-seller', webhookSecret: 'secret-of-the-endpoint' };
const AMEX = { number: '378282246310005', code: '8137' };

describe('a card’s number and code', () => {
  let folder: string;
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
    const files = await readdir(folder, { recursive: true, withFileTypes: true });
    const contents = files
      .filter((file) => file.isFile())
      .map((file) => readFile(join(file.parentPath, file.name), 'latin1'));
    everything = [...heard, ...(await Promise.all(contents))].join('\n');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('were searched for where the rest of the payment is found', () => {
    expect(everything).toContain('customer@example.com');
    expect(everything).toContain('ending in 0005');
    expect(everything).toMatch(/payment\.declined/);
  });

  it('are in no page, log, database or webhook', () => {
    const pressed = everything.replaceAll(/(?<=\d)[\s-](?=\d)/g, '');

    expect(pressed).not.toContain(REAL_CARD);
    expect(everything).not.toContain(AMEX.number);
    expect(everything).not.toContain(WRONG_CODE);
    expect(everything).not.toMatch(new RegExp(`(?<![0-9a-f])${AMEX.code}(?![0-9a-f])`, 'i'));
  });

  it('are as unseen as the API key and the webhook secret', () => {
    expect(everything).not.toContain(SECRETS.apiKey);
    expect(everything).not.toContain(SECRETS.webhookSecret);
  });
});

/** Accepted, declined and refused cards, with every page that was answered. */
async function payInEveryWay(stage: CheckoutStage): Promise<string[]> {
  const { page, url } = await stage.newCheckout({ javaScriptEnabled: false });
  const pages: string[] = [];
  const refused = [
    { number: REAL_CARD, code: WRONG_CODE },
    { number: REAL_CARD, name: REAL_CARD, expiry: REAL_CARD },
    { number: '4242 4242 4242 4241', name: '4000 0566 5566 5556', code: WRONG_CODE },
  ];
  for (const card of [...refused, { number: '4000000000000127', code: '813' }, AMEX]) {
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
