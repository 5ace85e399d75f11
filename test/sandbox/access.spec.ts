import type { IncomingHttpHeaders } from 'node:http';
import { request } from 'node:http';
import { networkInterfaces } from 'node:os';
import type { Sandbox } from 'ovgc-sandbox';
import { createSandbox } from 'ovgc-sandbox';
import { createBody, newPayment } from './sandbox.seller.js';

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** What a request is sent with. Unlike `fetch`, it may name any host and any site. */
interface Sending {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

function send(url: string, { method = 'GET', headers = {}, body }: Sending = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request(url, { method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(chunks).toString(),
        }),
      );
    })
      .on('error', reject)
      .end(body);
  });
}

const EVIL = 'https://evil.example';
const OPENED = { 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'document' };

/** This machine's addresses in its networks; a machine on its own has none. */
const addresses = Object.values(networkInterfaces())
  .flatMap((all) => all ?? [])
  .filter(({ family, internal }) => family === 'IPv4' && !internal)
  .map(({ address }) => address);

let sandbox: Sandbox;
let lines: string[];

beforeEach(async () => {
  lines = [];
  sandbox = await createSandbox({ log: (line) => lines.push(line) });
});
afterEach(() => sandbox.close());

describe('a name that was made to point to the sandbox', () => {
  const host = 'evil.example';

  it('gets no admin token for the published password', async () => {
    const { adminEmail: email, adminPassword: password } = sandbox;
    const { status, text } = await send(`${sandbox.apiUrl}/admin/login`, {
      method: 'POST',
      headers: { host },
      body: JSON.stringify({ email, password }),
    });
    expect(status).toBe(403);
    expect(JSON.parse(text)).toEqual({
      status: false,
      error: expect.stringMatching(/not to the host "evil\.example"/),
    });
  });

  it.each(['/', '/dashboard', '/docs', '/docs/json', '/checkout/1', '/assets/x', '/health', '/x'])(
    'shows no page: %s',
    async (path) => {
      const { status, text } = await send(sandbox.url + path, { headers: { host } });
      expect([status, text]).toEqual([
        403,
        expect.stringMatching(/^(\{"error":"|)The sandbox answ/),
      ]);
    },
  );

  it('is told what to do by the control API as well, as JSON of a sandbox', async () => {
    const { status, headers, text } = await send(`${sandbox.url}/_sandbox/clock`, {
      headers: { host },
    });
    expect([status, headers['x-ovgc-sandbox']]).toEqual([403, expect.any(String)]);
    expect(JSON.parse(text)).toEqual({ error: expect.stringContaining('SANDBOX_PUBLIC_URL') });
  });

  it('is named in the log, since a shop may have been set up with it', async () => {
    await send(`${sandbox.apiUrl}/order-status/1`, { headers: { host } });
    expect(lines).toEqual([
      expect.stringMatching(/refused {2}GET \/backend\/api\/order-status\/1: .*"evil\.example"/),
    ]);
  });
});

describe('a page of another site', () => {
  it('creates no payment with a body of plain text', async () => {
    const { status } = await send(`${sandbox.apiUrl}/payment-request-api`, {
      method: 'POST',
      headers: { origin: EVIL, 'content-type': 'text/plain' },
      body: JSON.stringify(createBody(sandbox)),
    });
    expect(status).toBe(403);
    expect(await sandbox.payments.list()).toEqual([]);
  });

  it('does not advance the clock, though its browser names no origin', async () => {
    const { status } = await send(`${sandbox.url}/_sandbox/clock`, {
      method: 'POST',
      headers: { 'Sec-Fetch-Site': 'cross-site' },
      body: '{"advance":"31m"}',
    });
    expect(status).toBe(403);
    expect(Math.abs(sandbox.clock.now().getTime() - Date.now())).toBeLessThan(60_000);
  });

  it.each(['/dashboard/reset', '/backend/api/admin/login', '/backend/api/payment-request-api'])(
    'posts nothing, not even as a navigation: %s',
    async (path) => {
      const headers = { ...OPENED, 'Sec-Fetch-Site': 'cross-site' };
      expect((await send(sandbox.url + path, { method: 'POST', headers })).status).toBe(403);
    },
  );

  it('takes away no fault that is set for the shop', async () => {
    sandbox.faults.add({ target: 'api', kind: 'status', status: 503 });
    const { url } = await newPayment(sandbox).catch(() => ({ url: '' }));
    expect(url).toBe('');
    sandbox.faults.add({ target: 'api', kind: 'status', status: 503 });
    sandbox.faults.add({ target: 'checkout', kind: 'status', status: 503 });
    for (const path of ['/backend/api/payment-request-api', '/checkout/1/pay']) {
      const refused = await send(sandbox.url + path, { method: 'POST', headers: { origin: EVIL } });
      expect(refused.status).toBe(403);
    }
    expect(sandbox.faults.list()).toHaveLength(2);
  });

  it('may open the checkout and the reference, and forward to the dashboard', async () => {
    const { url } = await newPayment(sandbox);
    for (const page of [url, `${sandbox.url}/docs`, `${sandbox.url}/dashboard`]) {
      const headers = { ...OPENED, 'Sec-Fetch-Site': 'cross-site' };
      expect((await send(page, { headers })).status).toBe(200);
    }
  });

  it('pays nothing and cancels nothing', async () => {
    const { url } = await newPayment(sandbox);
    for (const action of ['pay', 'cancel', 'force', 'challenge']) {
      const { status, text } = await send(`${url}/${action}`, {
        method: 'POST',
        headers: { origin: EVIL },
      });
      expect([status, text]).toEqual([403, expect.stringContaining('sent from another site')]);
    }
    expect(await sandbox.payments.findByOrder('ORDER-2026-0001')).toMatchObject({
      status: 'Pending',
    });
  });
});

describe('a sandbox with a public URL', () => {
  it('is called by servers at that name', async () => {
    await using docker = await createSandbox({ publicUrl: 'http://sandbox:4010', host: '0.0.0.0' });
    const { status, text } = await send(`${docker.apiUrl}/payment-request-api`, {
      method: 'POST',
      headers: { host: 'sandbox:4010' },
      body: JSON.stringify(createBody(docker)),
    });
    expect([status, JSON.parse(text)]).toEqual([
      200,
      { status: true, transaction_id: expect.any(String), url: expect.any(String) },
    ]);
  });
});

describe('a sandbox that other machines reach', () => {
  let open: Sandbox;

  beforeEach(async () => {
    open = await createSandbox({ host: '0.0.0.0' });
  });
  afterEach(() => open.close());

  const basic = (password: string) => ({
    authorization: `Basic ${Buffer.from(`me:${password}`).toString('base64')}`,
  });

  it('has a password of its own, another one each time', async () => {
    await using other = await createSandbox({ host: '0.0.0.0' });
    expect(open.adminPassword).toMatch(/^[\w-]{24}$/);
    expect(other.adminPassword).not.toBe(open.adminPassword);
  });

  it('keeps the password that it is given', async () => {
    await using own = await createSandbox({ host: '0.0.0.0', adminPassword: 'chosen' });
    expect(own.adminPassword).toBe('chosen');
  });

  it('asks for it in the dashboard and the control API', async () => {
    for (const path of ['/dashboard', '/dashboard/env', '/_sandbox/clock', '/_sandbox/sellers']) {
      const refused = await send(open.url + path);
      expect([path, refused.status, refused.headers['www-authenticate']]).toEqual([
        path,
        401,
        expect.stringMatching(/^Basic realm="/),
      ]);
      expect(refused.text).not.toContain(open.adminPassword);
      expect((await send(open.url + path, { headers: basic('sandbox') })).status).toBe(401);
      const headers = basic(open.adminPassword);
      expect([path, (await send(open.url + path, { headers })).status]).toEqual([path, 200]);
    }
  });

  it('changes nothing for who lacks it', async () => {
    const { status, headers, text } = await send(`${open.url}/_sandbox/clock`, {
      method: 'POST',
      body: '{"freeze":true}',
    });
    expect([status, headers['x-ovgc-sandbox']]).toEqual([401, expect.any(String)]);
    expect(JSON.parse(text)).toEqual({ error: expect.stringContaining('OVGC_SANDBOX_PASSWORD') });
    expect(open.clock.frozen).toBe(false);
  });

  it('takes no published password for the admin login', async () => {
    const login = (password: string) =>
      send(`${open.apiUrl}/admin/login`, {
        method: 'POST',
        body: JSON.stringify({ email: open.adminEmail, password }),
      });
    expect((await login('sandbox')).status).toBe(401);
    expect((await login(open.adminPassword)).status).toBe(200);
  });

  it('asks neither shops nor customers for it', async () => {
    const { url } = await newPayment(open);
    expect((await send(url)).status).toBe(200);
    expect((await send(`${open.url}/docs`)).status).toBe(200);
    expect((await send(`${open.url}/health`)).status).toBe(200);
    expect(await open.pay('ORDER-2026-0001')).toMatchObject({ status: 303 });
  });

  it('answers at the addresses of its machine, and not to others', async () => {
    const { port } = new URL(open.url);
    for (const address of addresses) {
      const at = `http://${address}:${port}/health`;
      expect((await send(at)).status).toBe(200);
      expect((await send(at, { headers: { host: `192.0.2.1:${port}` } })).status).toBe(403);
    }
    expect((await send(open.url, { headers: { host: `192.0.2.1:${port}` } })).status).toBe(403);
  });
});

describe('a sandbox on this machine alone', () => {
  it('asks for no password, also when one is given', async () => {
    await using own = await createSandbox({ adminPassword: 'chosen' });
    expect((await send(`${own.url}/dashboard`)).status).toBe(200);
    expect((await send(`${own.url}/_sandbox/clock`)).status).toBe(200);
  });
});
