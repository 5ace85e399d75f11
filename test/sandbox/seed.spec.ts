import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CreateSandboxOptions, Sandbox, SeedDocument } from 'ovgc-sandbox';
import { createSandbox, SandboxOptionsError } from 'ovgc-sandbox';
import { create } from './sandbox.seller.js';

const README = join(import.meta.dirname, '../../libs/sandbox/README.md');

const coffee = {
  id: 'default',
  name: 'Coffee & Cake',
  webhookUrl: 'http://127.0.0.1:3000/webhooks/ovgc',
  webhookSecret: 'coffee_webhook_secret',
  apiKeys: [{ label: 'Shop', key: 'coffee_api_key' }],
};
const books = {
  name: 'Books',
  gatewayActive: false,
  minimumAmount: '5.00',
  apiKeys: [
    { label: 'Shop', key: 'books_api_key' },
    { label: 'CI', key: 'books_ci_key' },
  ],
};
const seed: SeedDocument = { sellers: [coffee, books] };

let folder: string;
let sandbox: Sandbox | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ovgc-sandbox-'));
});
afterEach(async () => {
  await sandbox?.close();
  sandbox = undefined;
  await rm(folder, { recursive: true });
});

async function start(options: CreateSandboxOptions = {}): Promise<Sandbox> {
  await sandbox?.close();
  sandbox = await createSandbox(options);
  return sandbox;
}

/** The sellers in the words of a seed. */
const told = (of: Sandbox) =>
  of.sellers.list({ reveal: true }).map(({ name, gatewayActive, minimumAmount, apiKeys }) => ({
    name,
    gatewayActive,
    minimumAmount,
    keys: apiKeys.filter(({ revokedAt }) => revokedAt === null).map(({ key }) => key),
  }));

const COFFEE = {
  name: 'Coffee & Cake',
  gatewayActive: true,
  minimumAmount: '1.00',
  keys: ['coffee_api_key'],
};
const BOOKS = {
  name: 'Books',
  gatewayActive: false,
  minimumAmount: '5.00',
  keys: ['books_api_key', 'books_ci_key'],
};

describe('a seed', () => {
  it('from a file says who the sellers are', async () => {
    const path = join(folder, 'seed.json');
    await writeFile(path, JSON.stringify(seed));
    const seeded = await start({ seed: path });
    expect(told(seeded)).toEqual([COFFEE, BOOKS]);
    expect(seeded).toMatchObject({
      apiKey: 'coffee_api_key',
      webhookSecret: 'coffee_webhook_secret',
    });
    expect((await create(seeded, { api_key: 'books_ci_key' })).body.error).toBe(
      'Payment gateway inactive',
    );
    expect((await create(seeded)).body.status).toBe(true);
  });

  it('of the README can be used', async () => {
    const readme = await readFile(README, 'utf8');
    const example = /```json\n(\{\n  "sellers": [^]+?)```/.exec(readme)?.[1] ?? '';
    expect(told(await start({ seed: JSON.parse(example) as SeedDocument }))).toEqual([
      COFFEE,
      BOOKS,
    ]);
  });

  it('that is applied twice changes nothing', async () => {
    const first = await start({ seed, dataDir: folder });
    const before = first.sellers.list({ reveal: true });
    const second = await start({ seed, dataDir: folder });
    expect(second.sellers.list({ reveal: true })).toEqual(before);
  });

  it('has its way at the next start, and leaves alone what it does not name', async () => {
    const first = await start({ seed, dataDir: folder });
    const kept = first.sellers.list()[1];
    await first.sellers.update(kept?.id ?? '', { gatewayActive: true });
    await first.sellers.update('default', { minimumAmount: 9 });
    await first.sellers.revokeKey(kept?.id ?? '', kept?.apiKeys[0]?.id ?? '');
    await first.sellers.create({ name: 'Another' });
    const second = await start({ seed, dataDir: folder });
    expect(told(second)).toEqual([
      { ...COFFEE, minimumAmount: '9.00' },
      BOOKS,
      expect.objectContaining({ name: 'Another' }),
    ]);
  });

  it('puts another key in the place of the one under the same label', async () => {
    await start({ seed, dataDir: folder });
    const changed = { ...coffee, name: 'Tea', apiKeys: [{ label: 'Shop', key: 'tea_api_key' }] };
    const second = await start({ seed: { sellers: [changed] }, dataDir: folder });
    expect(told(second)).toEqual([{ ...COFFEE, name: 'Tea', keys: ['tea_api_key'] }, BOOKS]);
  });

  it('is what a reset goes back to', async () => {
    const seeded = await start({ seed });
    const before = seeded.sellers.list({ reveal: true }).map(({ id }) => id);
    await seeded.sellers.update('default', { name: 'Renamed', gatewayActive: false });
    await seeded.sellers.create({ name: 'Another' });
    await seeded.reset();
    expect(told(seeded)).toEqual([COFFEE, BOOKS]);
    expect(seeded.sellers.list().map(({ id }) => id)).toEqual(before);
  });

  it('gives way to options that are set by hand', async () => {
    const seeded = await start({
      seed,
      apiKey: 'my_own_key',
      webhookUrl: 'http://127.0.0.1:9/hook',
      minimumAmount: 2,
    });
    expect(seeded.sellers.get('default', { reveal: true })).toMatchObject({
      name: 'Coffee & Cake',
      webhookUrl: 'http://127.0.0.1:9/hook',
      webhookSecret: 'coffee_webhook_secret',
      minimumAmount: '2.00',
    });
    expect((await create(seeded, { api_key: 'my_own_key', total_amount: 2 })).body.status).toBe(
      true,
    );
  });
});

describe('a seed that cannot be used', () => {
  const twice = { label: 'Shop', key: 'the_same_key' };

  it.each<[string, unknown, RegExp]>([
    ['a list', [], /seed: it must be an object with sellers/],
    ['without sellers', {}, /seed: sellers must be a list of sellers/],
    [
      'with another field',
      { sellers: [], color: 1 },
      /seed: color is not a known field; the fields are/,
    ],
    [
      'with a seller that is none',
      { sellers: ['Acme'] },
      /sellers\[0\] must be an object with name/,
    ],
    ['with no name', { sellers: [{ ...coffee, name: undefined }] }, /sellers\[0\]\.name must be/],
    [
      'with an id in capitals',
      { sellers: [{ ...books, id: 'A' }] },
      /sellers\[0\]\.id must be 1 to/,
    ],
    ['with no key', { sellers: [{ name: 'A' }] }, /sellers\[0\]\.apiKeys must be a list, such as/],
    ['with no key at all', { sellers: [{ name: 'A', apiKeys: [] }] }, /must have one key at least/],
    [
      'with a key that is short',
      { sellers: [coffee, { ...books, apiKeys: [{ label: 'CI', key: 'short' }] }] },
      /sellers\[1\]\.apiKeys\[0\]\.key must be a text of 8 to 255/,
    ],
    [
      'with a misspelt field',
      { sellers: [{ ...coffee, apiKeys: [{ ...twice, lable: 'x' }] }] },
      /sellers\[0\]\.apiKeys\[0\]\.lable is not a known field; the fields are label, key/,
    ],
    [
      'with one key for two sellers',
      {
        sellers: [
          { ...coffee, apiKeys: [twice] },
          { ...books, apiKeys: [twice] },
        ],
      },
      /sellers\[1\]\.apiKeys\[0\]\.key is the same as sellers\[0\]\.apiKeys\[0\]\.key/,
    ],
    [
      'with one label twice',
      { sellers: [{ ...books, apiKeys: [twice, { ...twice, key: 'another_key' }] }] },
      /sellers\[0\]\.apiKeys\[1\]\.label is the same as/,
    ],
    [
      'with one name twice',
      { sellers: [coffee, { ...books, name: 'Coffee & Cake' }] },
      /sellers\[1\]\.name is the same as sellers\[0\]\.name; give each its own/,
    ],
    [
      'with an address that is none',
      { sellers: [{ ...coffee, webhookUrl: 'shop' }] },
      /sellers\[0\]\.webhookUrl is "shop"; give an http/,
    ],
  ])('is one %s, and the error says where', async (_what, document, message) => {
    const started = createSandbox({ seed: document as SeedDocument });
    await expect(started).rejects.toThrow(SandboxOptionsError);
    await expect(started).rejects.toThrow(message);
  });

  it('never has its keys in the error', async () => {
    const document = { sellers: [{ ...coffee, apiKeys: [{ label: '', key: 'a_secret_key' }] }] };
    await expect(createSandbox({ seed: document })).rejects.toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('a_secret_key') }),
    );
  });

  it('is a file that is not there, or not JSON', async () => {
    const path = join(folder, 'seed.json');
    await expect(createSandbox({ seed: path })).rejects.toThrow(
      `seed file ${path}: it cannot be read (ENOENT); give the path of a JSON file`,
    );
    await writeFile(path, '{"sellers":');
    await expect(createSandbox({ seed: path })).rejects.toThrow(/it must be JSON, such as \{/);
  });

  it('is one that takes a name or a key which another seller has', async () => {
    const first = await start({ dataDir: folder });
    await first.sellers.create({ name: 'Another' });
    await first.close();
    const named = { sellers: [{ ...books, id: 'new', name: 'Another' }] };
    await expect(createSandbox({ seed: named, dataDir: folder })).rejects.toThrow(
      /two sellers named "Another".* Check the options, the seed file and the data folder/,
    );
    const keyed = { sellers: [{ ...books, apiKeys: [{ label: 'CI', key: 'sandbox_api_key' }] }] };
    await expect(createSandbox({ seed: keyed, dataDir: folder })).rejects.toThrow(
      /API keys "Default" of "Sandbox seller" and "CI" of "Books" are the same/,
    );
  });
});
