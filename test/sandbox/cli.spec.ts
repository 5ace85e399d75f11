import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { run as runCommand } from '../../libs/sandbox/src/cli/run.js';
import { CommandLine } from '../consumers/command.line.js';
import { BUILD_MS, buildPackages } from '../support/packages.build.js';
import type { Sandbox } from 'ovgc-sandbox';
import { createSandbox } from 'ovgc-sandbox';
import type { Endpoint } from './sandbox.endpoint.js';
import { openEndpoint } from './sandbox.endpoint.js';
import { newPayment } from './sandbox.seller.js';

const SANDBOX = join(import.meta.dirname, '../../libs/sandbox');
const running: CommandLine[] = [];
let folder: string;

beforeAll(() => buildPackages(), BUILD_MS);
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ovgc-sandbox-cli-'));
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((command) => command.stop()));
  await rm(folder, { recursive: true });
});

/** Starts the command line and leaves it running. */
function start(args: readonly string[], env: Record<string, string> = {}): CommandLine {
  const command = new CommandLine(join(SANDBOX, 'dist/cli/main.js'), args, folder, env);
  running.push(command);
  return command;
}

/** Runs a command to its end, in a process of its own. */
async function runProcess(args: readonly string[]) {
  const command = start(args);
  const code = await command.end();
  return { code, out: command.out, err: command.err };
}

/** Runs a command to its end, in this process: to start another one takes longer than most commands. */
async function run(args: readonly string[], env: Record<string, string> = {}) {
  const written = { out: '', err: '' };
  const code = await runCommand(args, {
    env,
    terminal: {
      log: (line) => void (written.out += `${line}\n`),
      error: (line) => void (written.err += `${line}\n`),
      paint: (_style, text) => text,
    },
  });
  return { code, ...written };
}

/** Starts a sandbox on a free port. */
async function startSandbox(args: readonly string[] = [], env: Record<string, string> = {}) {
  const command = start(['--port', '0', ...args], env);
  const [, url = ''] = await command.says(/(http:\S+)\/dashboard[^]*Advance the clock[^]*\n\n/);
  return { command, url };
}

/** What a file holds, once there is a line in it. */
async function contentOf(path: string): Promise<string> {
  for (;;) {
    const content = await readFile(path, 'utf8').catch(() => '');
    if (content.endsWith('\n')) return content;
    await sleep(10);
  }
}

function ask(url: string, change: Record<string, unknown> = {}): Promise<Response> {
  return fetch(`${url}/backend/api/payment-request-api`, {
    method: 'POST',
    body: JSON.stringify({
      api_key: 'sandbox_api_key',
      order_uuid: 'ORDER-2026-0001',
      total_amount: 25,
      email: 'customer@example.com',
      success_url: 'https://yoursite.com/success',
      cancel_url: 'https://yoursite.com/cancel',
      ...change,
    }),
  });
}

describe('ovgc-sandbox', () => {
  it('says where it is, how to use it, and what a shop’s .env takes', async () => {
    const { command, url } = await startSandbox();
    expect(command.out).toMatch(new RegExp(`Reference +${url}/docs\n`));
    expect(command.out).toMatch(/Webhooks to +http:\/\/127\.0\.0\.1:3000\/webhooks\/ovgc\n/);
    expect(command.out).toMatch(/Admin +admin@sandbox\.test, password: sandbox\n/);
    expect(command.out).not.toContain('Warning');
    expect(command.out).toMatch(/Data in +memory; --data keeps it\n/);
    const env = Object.fromEntries(
      command.out.split('\n').flatMap((line) => {
        const [, name, value] = /^([A-Z_]+)=(.+)$/.exec(line) ?? [];
        return name === undefined ? [] : [[name, value]];
      }),
    ) as Record<string, string>;
    expect(env).toEqual({
      OVGC_BASE_URL: `${url}/backend/api`,
      OVGC_API_KEY: 'sandbox_api_key',
      OVGC_WEBHOOK_SECRET: 'sandbox_webhook_secret',
    });
    const answer = await ask(url, { api_key: env['OVGC_API_KEY'] });
    expect(await answer.json()).toMatchObject({ status: true });
  });

  it('writes a line for each call and each webhook with its answer, and ends at once with Ctrl-C', async () => {
    const endpoint = await openEndpoint();
    const { command, url } = await startSandbox(['--webhook-url', endpoint.url]);

    await ask(url, { email: 'nobody' });
    const { url: checkout } = (await (await ask(url)).json()) as { url: string };
    await fetch(`${checkout}/cancel`, { method: 'POST', redirect: 'manual' });
    await command.says(/webhook {2}payment\.declined \S+ to \S+: 200 in \d+ ms\n/);

    expect(command.out).toMatch(
      /\d\d:\d\d:\d\d {2}api {6}POST \/backend\/api\/payment-request-api: 200 The email \S.* in \d+ ms\n/,
    );
    expect(command.out).toMatch(/payment-request-api: 200 invoice_[0-9a-f]+ in \d+ ms\n/);
    expect(command.out).toMatch(/payment {2}\S+ is Declined: cancelled by the customer\n/);
    expect(command.out).not.toContain('\u001b');
    command.signal('SIGINT');
    expect(await command.end()).toBe(0);
    expect(command.err).toBe('');
    await endpoint.close();
  });

  it('ends at once while a webhook is under way, also when the signal comes twice', async () => {
    const endpoint = await openEndpoint(() => undefined);
    const { command, url } = await startSandbox(['--webhook-url', endpoint.url]);
    const { url: checkout } = (await (await ask(url)).json()) as { url: string };
    await fetch(`${checkout}/cancel`, { method: 'POST', redirect: 'manual' });
    await command.says(/is Declined/);

    const before = Date.now();
    command.signal('SIGTERM');
    command.signal('SIGTERM');

    expect(await command.end()).toBe(0);
    expect(Date.now() - before).toBeLessThan(4_000);
    await endpoint.close();
  });

  it('colours its lines when that is asked for', async () => {
    const { command, url } = await startSandbox([], { FORCE_COLOR: '1' });
    await ask(url);
    const [line] = await command.says(/.*payment-request-api.* ms.*\n/);
    expect(line).toContain('\u001b[32m200 invoice_');
  });

  it('is quiet with --quiet', async () => {
    const { command, url } = await startSandbox(['--quiet']);
    await ask(url);
    command.signal('SIGINT');
    await command.end();
    expect(command.out).not.toContain('payment-request-api:');
  });

  it('never prints credentials that somebody chose', async () => {
    const chosen = {
      OVGC_API_KEY: 'key-5f1c',
      OVGC_WEBHOOK_SECRET: 'whsec-9a2e',
      ADMIN_PASSWORD: 'pass-77d0',
    };
    const { command } = await startSandbox([], chosen);
    expect(command.out).toContain('the one in OVGC_API_KEY');
    expect(command.out).toContain('password: the one in ADMIN_PASSWORD');
    expect(command.out).not.toMatch(/key-5f1c|whsec-9a2e|pass-77d0/);
  });

  it('warns when other machines reach it, and prints a password of its own', async () => {
    const { command, url } = await startSandbox(['--host', '0.0.0.0']);
    expect(command.out).toMatch(/Warning: the sandbox listens on 0\.0\.0\.0/);
    const [, password = ''] = /Admin .*password: ([\w-]{24})\n/.exec(command.out) ?? [];

    const refused = await run(['payments', '--url', url]);
    expect([refused.code, refused.out]).toEqual([1, '']);
    expect(refused.err).toMatch(/^This sandbox listens on 0\.0\.0\.0, so it asks for the password/);
    expect(refused.err.trim().split('\n')).toHaveLength(1);
    expect((await run(['clock', '--url', url, '--password', password])).code).toBe(0);
    const env = { OVGC_SANDBOX_URL: url, OVGC_SANDBOX_PASSWORD: password };
    expect((await run(['clock'], env)).code).toBe(0);
  });

  it.each([
    [['--password', 'pass-77d0'], {}, '--password'],
    [[], { ADMIN_PASSWORD: 'pass-77d0' }, 'ADMIN_PASSWORD'],
  ])('takes the password for other machines from %j %j', async (args, env, name) => {
    const { command, url } = await startSandbox(['--host', '0.0.0.0', ...args], env);
    expect(command.out).toContain(`password: the one in ${name}\n`);
    expect(command.out).not.toContain('pass-77d0');
    expect((await run(['clock', '--url', url])).code).toBe(1);
    expect((await run(['clock', '--url', url, '--password', 'pass-77d0'])).code).toBe(0);
  });

  it('keeps its payments with --data', async () => {
    const first = await startSandbox(['--data', 'kept']);
    const answer = (await (await ask(first.url)).json()) as { transaction_id: string };
    first.command.signal('SIGTERM');
    await first.command.end();

    const second = await startSandbox(['--data', 'kept']);

    expect(second.command.out).toContain(join(folder, 'kept'));
    const again = (await (await ask(second.url)).json()) as { transaction_id: string };
    expect(again.transaction_id).toBe(answer.transaction_id);
  });

  it('starts with the sellers of a seed file, and its endpoint', async () => {
    const endpoint = await openEndpoint();
    const seed = {
      sellers: [
        {
          id: 'default',
          name: 'Acme',
          webhookUrl: endpoint.url,
          apiKeys: [{ label: 'Shop', key: 'team_key_1' }],
        },
      ],
    };
    await writeFile(join(folder, 'team.json'), JSON.stringify(seed));

    const { command, url } = await startSandbox(['--seed', 'team.json']);

    expect(command.out).toContain(endpoint.url);
    expect(command.out).not.toContain('team_key_1');
    expect(await (await ask(url, { api_key: 'team_key_1' })).json()).toMatchObject({
      status: true,
    });
    await endpoint.close();
  });

  it('says in one line that two sellers claim the same key', async () => {
    const seed = join(folder, 'seed.json');
    const apiKeys = [{ label: 'Shop', key: 'sandbox_api_key' }];
    await writeFile(seed, JSON.stringify({ sellers: [{ name: 'Books', apiKeys }] }));

    const { code, out, err } = await run(['--port', '0', '--seed', seed]);

    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/^[^\n]* are the same; give each its own\.[^\n]*\n$/);
  });

  it('opens the dashboard with --open', async () => {
    // What xdg-open starts, where there is no desktop.
    const browser = join(folder, 'browser');
    await writeFile(browser, `#!/bin/sh\necho "$1" > "${join(folder, 'opened')}"\n`, {
      mode: 0o755,
    });

    const { url } = await startSandbox(['--open'], { BROWSER: browser });

    expect(await contentOf(join(folder, 'opened'))).toBe(`${url}/dashboard\n`);
  });

  it('says which option to change when its port is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;

    const { code, err } = await runProcess(['--port', String(port)]);

    expect(code).toBe(1);
    expect(err).toBe(
      `The OVGC sandbox cannot start: port ${port} is taken. Stop what listens there, or set --port to another port.\n`,
    );
    await new Promise((resolve) => server.close(resolve));
  });

  it.each([
    [['--port', 'http'], /--port is "http"; set it to a port/],
    [['--host', '192.0.2.1', '--port', '0'], /no address "192\.0\.2\.1"\. Set --host/],
    [['--webhook-url', 'shop'], /--webhook-url is "shop"; give an http\(s\) address/],
    [['--webhook-url', 'http://u:p@shop'], /--webhook-url has a user name or password in it/],
    [['--data', '/dev/null/data'], /cannot be opened .* The folder is --data\./],
    [['--seed', 'nowhere.json'], /nowhere\.json: it cannot be read/],
  ])('says in one line that %j cannot be used', async (args, message) => {
    const { code, err } = await runProcess(args);
    expect(code).toBe(1);
    expect(err).toMatch(message);
    expect(err.trim().split('\n')).toHaveLength(1);
  });

  it('helps: its commands, how it is started, its version', async () => {
    const { code, out } = await runProcess(['--help']);
    expect(code).toBe(0);
    for (const word of [
      'pay',
      'cancel',
      'expire',
      'trigger',
      'resend',
      'advance',
      'faults',
      '--webhook-url',
      '--data',
    ]) {
      expect(out).toContain(word);
    }
    const { version } = JSON.parse(await readFile(join(SANDBOX, 'package.json'), 'utf8')) as {
      version: string;
    };
    expect((await run(['--version'])).out).toBe(`${version}\n`);
  });

  it.each([
    [['trigge'], "unknown command 'trigge'", '(Did you mean trigger?)'],
    [['faults', 'ad'], "unknown command 'ad'", '(Did you mean add?)'],
    [['--prot', '1'], "unknown option '--prot'", '(Did you mean --port?)'],
  ])('suggests what may be meant by %j', async (args, problem, suggestion) => {
    const { code, err } = await run(args);
    expect(code).toBe(1);
    expect(err).toContain(problem);
    expect(err).toContain(suggestion);
  });
});

describe('ovgc-sandbox, on one that runs', () => {
  let sandbox: Sandbox;
  let endpoint: Endpoint;

  beforeAll(async () => {
    endpoint = await openEndpoint();
    sandbox = await createSandbox({ webhookUrl: endpoint.url });
  });
  afterEach(() => sandbox.reset());
  afterAll(async () => {
    await sandbox.close();
    await endpoint.close();
  });

  const on = (...args: string[]) => run(args, { OVGC_SANDBOX_URL: sandbox.url });
  const lastBody = () => JSON.parse(endpoint.arrivals.at(-1)?.text ?? '') as object;

  it('triggers a webhook for the developer’s own transaction, with any field changed or left out', async () => {
    const { transactionId } = await newPayment(sandbox);

    const { code, out } = await on(
      'trigger',
      'payment.succeeded',
      `--transaction=${transactionId}`,
      '--set=success=false',
      '--set=customer_email=a@b.example',
      '--set=note=',
      '--omit=webhook_secret',
    );

    expect(code).toBe(0);
    expect(out).toMatch(
      new RegExp(`^payment\\.succeeded ${transactionId} to ${endpoint.url}: 200 in \\d+ ms\n`),
    );
    expect(lastBody()).toEqual({
      success: false,
      transaction_id: transactionId,
      customer_email: 'a@b.example',
      payment_status: 'payment.succeeded',
      note: '',
    });
  });

  it('triggers a webhook for an order, or for a payment that is made up', async () => {
    const { transactionId } = await newPayment(sandbox);

    await on('trigger', 'payment.declined', '--order', 'ORDER-2026-0001');
    expect(lastBody()).toMatchObject({ transaction_id: transactionId, success: false });
    await on('trigger', 'payment.succeeded');
    expect(lastBody()).toMatchObject({ transaction_id: expect.stringMatching(/^invoice_/) });
  });

  it('resends the very same bytes, of a webhook or of the last one', async () => {
    await newPayment(sandbox);
    await sandbox.pay('ORDER-2026-0001');
    await sandbox.idle();
    const [webhook] = await sandbox.webhooks();
    const sent = endpoint.arrivals.at(-1)?.text;

    expect((await on('resend', webhook?.id ?? '')).code).toBe(0);
    expect((await on('resend', '--last')).code).toBe(0);

    expect(endpoint.arrivals.slice(-2).map(({ text }) => text)).toEqual([sent, sent]);
  });

  it('pays, cancels and expires a payment as its customer', async () => {
    const { transactionId } = await newPayment(sandbox);
    const { url } = await newPayment(sandbox, 'ORDER-2');
    const late = await newPayment(sandbox, 'ORDER-3');

    expect(await on('pay', 'ORDER-2026-0001', '--card', 'insufficientFunds')).toEqual({
      code: 0,
      out: `${transactionId} is Declined: insufficient funds, can be retried with another card\n`,
      err: '',
    });
    const failed = ['--card', '4000 0000 0000 3220', '--challenge', 'fail'];
    expect((await on('pay', transactionId, ...failed)).out).toContain('authentication failed');
    expect((await on('pay', transactionId)).out).toBe(`${transactionId} is Paid\n`);
    const cancelled = await on('cancel', url, '--json');
    expect(JSON.parse(cancelled.out)).toMatchObject({ orderUuid: 'ORDER-2', closed: 'cancelled' });
    expect((await on('expire', 'ORDER-3')).out).toBe(`${late.transactionId} is Expired\n`);

    expect(await sandbox.payments.list()).toMatchObject([
      { orderUuid: 'ORDER-3', status: 'Expired' },
      { orderUuid: 'ORDER-2', status: 'Declined' },
      { orderUuid: 'ORDER-2026-0001', status: 'Paid' },
    ]);
  });

  it('advances the clock, and all that falls due is done by then', async () => {
    await newPayment(sandbox);
    const before = endpoint.arrivals.length;

    const { code, out } = await on('advance', '31m');

    expect(code).toBe(0);
    expect(out).toMatch(/^The clock shows \d{4}-\d\d-\d\dT[\d:.]+Z\.\n$/);
    expect(endpoint.arrivals).toHaveLength(before + 1);
    expect(await sandbox.payments.findByOrder('ORDER-2026-0001')).toMatchObject({
      status: 'Expired',
    });
  });

  it('reads and sets the clock', async () => {
    const next = new Date(Date.now() + 3_600_000).toISOString();
    await on('clock', 'set', next);

    const { out } = await on('clock', '--json');

    const { now } = JSON.parse(out) as { now: string };
    expect(new Date(now).getTime()).toBeGreaterThanOrEqual(Date.parse(next));
    expect((await on('clock')).out).toContain('The clock shows ');
    expect((await on('clock', 'freeze')).out).toMatch(/Z and is frozen\.\n$/);
    expect(sandbox.clock.frozen).toBe(true);
    expect((await on('clock', 'release')).out).toMatch(/Z\.\n$/);
  });

  it('plans faults, lists them and removes them', async () => {
    expect((await on('faults')).out).toContain('No faults are set.');
    const added = await on('faults', 'add', 'api', 'delay', '--delay', '2s', '--count', '3');
    expect(added.out).toMatch(/^api delay 2s affects the next 3: fault_/);
    await on('faults', 'add', 'webhook', 'drop', '--probability', '0.25', '--seed', '7');
    await on('faults', 'add', 'api', 'status', '--status', '503', '--path', 'order-status');
    expect(sandbox.faults.list()).toMatchObject([
      { target: 'api', kind: 'delay', delayMs: 2000, left: 3 },
      { target: 'webhook', kind: 'drop', probability: 0.25, seed: 7 },
      { target: 'api', kind: 'status', status: 503, filter: { path: 'order-status' } },
    ]);

    const { out } = await on('faults', 'list');
    expect(out).toMatch(/webhook +drop +25 % \(seed 7\) +all +0 +fault_/);
    expect(out).toMatch(/api +status 503 +the next one +order-status +0 +fault_/);
    const [first] = sandbox.faults.list();
    await on('faults', 'remove', first?.id ?? '');
    expect(sandbox.faults.list()).toHaveLength(2);
    await on('faults', 'clear');
    expect(sandbox.faults.list()).toEqual([]);
  });

  it('says which faults there are, without a sandbox', async () => {
    const { out } = await run(['faults', 'kinds']);
    expect(out).toMatch(/api +lost_answer +Processed, but the connection is closed/);
  });

  it('prints the webhook log and the payments, for people and as JSON', async () => {
    const { transactionId } = await newPayment(sandbox);
    expect((await on('webhooks')).out).toContain('There are no webhooks yet.');
    await sandbox.pay('ORDER-2026-0001');
    await sandbox.idle();

    expect((await on('webhooks')).out).toMatch(
      new RegExp(`Z +delivered +payment\\.succeeded +${transactionId} +1 +200 +webhook_`),
    );
    const log = JSON.parse((await on('webhooks', '--json', '--limit', '1')).out) as object[];
    expect(log).toMatchObject([{ transactionId, state: 'delivered' }]);
    expect((await on('payments')).out).toMatch(
      new RegExp(`Paid +25\\.00 +ORDER-2026-0001 +${transactionId} +customer@example\\.com`),
    );
    expect((await on('payments', '--status', 'Expired')).out).toContain('There are no payments.');
    expect((await on('payments', 'ORDER-2026-0001')).out).toMatch(
      new RegExp(
        `^${transactionId} is Paid\norder .*\n.* created\n.* is Paid\n.* payment\\.succeeded delivered: 200\n$`,
      ),
    );
  });

  it('resets it', async () => {
    await newPayment(sandbox);
    expect((await on('reset')).out).toBe('Everything was reset.\n');
    expect(await sandbox.payments.findByOrder('ORDER-2026-0001')).toBeNull();
  });

  it.each([
    [['trigger', 'payment.succeeded', '--order', 'NONE'], /The order "NONE" has no payment/],
    [
      ['trigger', 'payment.succeeded', '--set', 'success'],
      /'--set <field=value>' argument 'success' is invalid\. Give a field/,
    ],
    [['pay', 'NONE'], /^No payment has the order id, transaction id or checkout URL "NONE"/],
    [['pay', 'NONE', '--challenge', 'wait'], /challenge must be one of complete, fail, abandon/],
    [['pay', 'NONE', '--card', 'gold'], /card must be the number of a test card, or one of visa,/],
    [['pay'], /missing required argument 'reference'/],
    [['cancel', 'NONE'], /^No payment has the order id/],
    [['expire', 'NONE'], /^No payment has the order id/],
    [['resend', 'wh_none'], /There is no webhook "wh_none"/],
    [['resend', '--last'], /There is no webhook in the log yet/],
    [['resend'], /Give the id of a webhook, or --last/],
    [['advance', 'soon'], /advance is "soon"; give a duration/],
    [['clock', 'set', '2020-01-01T00:00:00Z'], /only goes forward/],
    [['faults', 'add', 'api', 'duplicate'], /kind of a fault of the api must be one of/],
    [
      ['faults', 'add', 'api', 'delay', '--delay', 'long'],
      /'--delay <duration>' argument 'long' is invalid\. Give a duration/,
    ],
    [
      ['faults', 'add', 'api', 'drop', '--count', 'x'],
      /'--count <number>' argument 'x' is invalid\. Give a number/,
    ],
    [['webhooks', '--limit', '0'], /limit must be/],
  ])('says in one line why %j is refused', async (args, message) => {
    const { code, out, err } = await on(...args);
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(message);
    expect(err.trim().split('\n')).toHaveLength(1);
  });

  it('says that nothing was sent when there is no address', async () => {
    await using quiet = await createSandbox();
    const { code, err } = await run(['trigger', 'payment.succeeded', '--url', quiet.url]);
    expect(code).toBe(1);
    expect(err).toMatch(/^Nothing was sent: there is no address/);
  });

  it.each([
    ['http://127.0.0.1:9', /^No sandbox answers at http:\/\/127\.0\.0\.1:9\. Start one there/],
    ['nowhere', /^--url is "nowhere"; give the sandbox's address/],
  ])('says that no sandbox is at %s', async (url, message) => {
    const { code, err } = await run(['reset', '--url', url]);
    expect(code).toBe(1);
    expect(err).toMatch(message);
  });

  it('says that something else answers there', async () => {
    const other = await openEndpoint((response) => {
      response.writeHead(404);
      response.end('<h1>Not found</h1>');
    });
    const { origin } = new URL(other.url);
    const { code, err } = await run(['payments', '--url', `${origin}/`]);
    expect(code).toBe(1);
    expect(err).toContain(`answers at ${origin}`);
    await other.close();
  });

  it.each([
    ['payments', 200, '{"status":"ok"}'],
    ['advance 1m', 404, '{"error":"no route"}'],
  ])('says so after "%s" as well when that answers %d with JSON', async (line, status, body) => {
    const other = await openEndpoint((response) => {
      response.writeHead(status, { 'Content-Type': 'application/json' });
      response.end(body);
    });
    const { origin } = new URL(other.url);
    const { code, err } = await run([...line.split(' '), '--url', origin]);
    await other.close();
    expect(code).toBe(1);
    expect(err).toMatch(/^Something else answers at /);
    expect(err.trim().split('\n')).toHaveLength(1);
  });
});
