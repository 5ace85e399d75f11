import { readdirSync, readFileSync } from 'node:fs';
import { join, normalize, dirname } from 'node:path';

const SOURCES = join(import.meta.dirname, '../../libs/ovgc/src');

const [, DRAWING = ''] = readFileSync(join(SOURCES, '../../../ARCHITECTURE.md'), 'utf8').split(
  '## The rooms of the module',
);

/** What users import beside `index.ts`, each by a path of its own. They may import everything. */
const ENTRIES = ['testing'];

/** The rooms of the module. A room imports only from rooms further down (ARCHITECTURE.md). */
const ROOMS = [
  'checkout',
  'webhooks',
  'order-status',
  'jobs',
  'deliveries',
  'transitions',
  'events',
  'gateway',
  'ledger',
  'payments',
  'retry',
  'logging',
  'pagination',
  'clock',
];

/** Files at the root that every room may import. They import nothing but each other, and types. */
const LEAVES =
  /^ovgc\.(error|errors|gateway-errors|webhook-errors|options|gateway-options|nested-options|secrets|tokens|url)\.js$|^payments\/payment\.js$/;

interface Import {
  readonly from: string;
  readonly to: string;
}

const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'),
);

const imports: readonly Import[] = files.flatMap((file) => {
  const text = readFileSync(join(SOURCES, file), 'utf8');
  return [...text.matchAll(/(?:from|import) '(\.[^']+)'/g)].map(([, path = '']) => ({
    from: file,
    to: normalize(join(dirname(file), path)),
  }));
});

/** How far down a file's room is; the root is above all rooms, and below the entries. */
function levelOf(file: string): number {
  const [room = ''] = file.split('/');
  if (ENTRIES.includes(room)) return -2;
  return file.includes('/') ? ROOMS.indexOf(room) : -1;
}

describe('the rooms of the module', () => {
  it('are the ones that ARCHITECTURE.md draws', () => {
    const rooms = new Set(files.filter((file) => file.includes('/')).map((f) => f.split('/')[0]));
    expect(rooms).toEqual(new Set([...ENTRIES, ...ROOMS]));
    const drawn = [...DRAWING.matchAll(/^ {2}((?:[a-z-]+\/ +)+)/gm)];
    expect(drawn.flatMap(([, names = '']) => names.match(/[a-z-]+/g))).toEqual([
      ...ENTRIES,
      ...ROOMS,
    ]);
  });

  it('import only from rooms further down', () => {
    const upwards = imports
      .filter(({ to }) => !LEAVES.test(to))
      .filter(({ from, to }) => levelOf(to) < levelOf(from))
      .map(({ from, to }) => `${from} imports ${to}`);
    expect(upwards).toEqual([]);
  });

  it('leave axios to the gateway’s room', () => {
    const users = files.filter((file) =>
      /from '(axios|@nestjs\/axios)'/.test(readFileSync(join(SOURCES, file), 'utf8')),
    );
    expect(users.map((file) => file.split('/')[0])).toEqual(users.map(() => 'gateway'));
    expect(users).not.toEqual([]);
  });

  it('have files of at most 250 lines, with a median between 40 and 80', () => {
    const lines = files
      .map((file) => readFileSync(join(SOURCES, file), 'utf8').split('\n').length - 1)
      .toSorted((a, b) => a - b);
    expect(lines.at(-1)).toBeLessThanOrEqual(250);
    expect(lines[Math.floor(lines.length / 2)]).toBeGreaterThanOrEqual(40);
    expect(lines[Math.floor(lines.length / 2)]).toBeLessThanOrEqual(80);
  });
});

describe('the rules that money depends on', () => {
  const root = join(SOURCES, '../../..');
  const rules = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8').matchAll(
    /^(\d+)\. \*\*([^*]+?)\.?\*\*/gm,
  );
  const tests = ['test', 'libs/ovgc/src']
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
        join(root, folder, file),
      ),
    )
    .filter((file) => /\.(spec|proof|property)\.ts$/.test(file))
    .map((file) => readFileSync(file, 'utf8'));

  it.each([...rules].map(([, number = '', name = '']) => [Number(number), name] as const))(
    'are each named by a test that holds it: %i, %s',
    (number, name) => {
      const line = `// Holds rule ${number}: ${name.toLowerCase()}.`;
      expect(tests.some((text) => text.includes(line))).toBe(true);
    },
  );
});
