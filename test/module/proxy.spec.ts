import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { API_KEY, eventually } from '../support/app.js';
import { CERTIFICATE, type ScriptedGateway, startGateway } from '../support/gateway.js';
import {
  answerInstead,
  type ConnectReaction,
  type RecordingProxy,
  startProxy,
} from '../support/proxy.js';
import type { ProxiedCall } from './fixtures/proxied.calls.js';

// Holds rule 9: secrets never leave.

const ROOT = join(import.meta.dirname, '../..');
const CREATED = { status: 'Pending', url: 'https://gateway.test/checkout/PROXIED' };

/** The versions of axios at both ends of the peer range, by the name that they are installed under. */
const AXIOS = ['axios', 'axios-1.7'].map((name) => [name, versionOf(name)] as const);

function versionOf(name: string): string {
  const file = createRequire(import.meta.url).resolve(`${name}/package.json`);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

/** A process that creates payments with the axios that is installed under a name. */
class Caller {
  stderr = '';
  private readonly child: ChildProcess;

  constructor(axios: string) {
    this.child = fork('test/module/fixtures/proxied.calls.ts', {
      cwd: ROOT,
      execArgv: ['./test/support/axios.version.mjs', '@swc-node/register/esm-register'].map(
        (module) => `--import=${module}`,
      ),
      env: {
        PATH: process.env['PATH'] ?? '',
        SWC_NODE_PROJECT: 'test/tsconfig.json',
        NODE_EXTRA_CA_CERTS: CERTIFICATE,
        DEBUG: 'https-proxy-agent*',
        AXIOS: axios,
      },
      stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
    });
    this.child.stderr?.on('data', (chunk: Buffer) => (this.stderr += chunk.toString()));
  }

  async pay(call: ProxiedCall): Promise<object> {
    this.child.send(call);
    const [result] = (await once(this.child, 'message')) as [object];
    return result;
  }

  async end(): Promise<void> {
    this.child.kill();
    await once(this.child, 'close');
  }
}

describe('a gateway behind a proxy', () => {
  const closing: (() => Promise<void>)[] = [];
  const callers = new Map<string, Caller>();
  let gateway: ScriptedGateway;

  beforeEach(async () => {
    gateway = await startGateway({ tls: true });
    closing.push(() => gateway.close());
  });
  afterEach(() => Promise.all(closing.splice(0).map((close) => close())));
  afterAll(() => Promise.all([...callers.values()].map((caller) => caller.end())));

  async function start(given: Parameters<typeof startProxy>[0] = {}): Promise<RecordingProxy> {
    const proxy = await startProxy(given);
    closing.push(() => proxy.close());
    return proxy;
  }

  async function pay(
    env: ProxiedCall['env'],
    options: ProxiedCall['options'] = {},
    axios = 'axios',
  ): Promise<object> {
    const caller = callers.get(axios) ?? new Caller(axios);
    callers.set(axios, caller);
    return caller.pay({ env, options: { baseUrl: gateway.baseUrl, ...options } });
  }

  function expectTunnelsAlone(proxy: RecordingProxy): void {
    const { host } = new URL(gateway.baseUrl);
    expect(proxy.lines).toEqual([`CONNECT ${host}`, `CONNECT ${host}`]);
    expect(proxy.seen()).not.toContain(API_KEY);
    expect(proxy.seen()).not.toContain('customer@example.com');
    expect(gateway.calls.map(({ line }) => line.split(' ')[0])).toEqual(['POST', 'GET']);
    expect(gateway.calls[0]?.body['api_key']).toBe(API_KEY);
    expect(gateway.calls[1]?.headers['x-api-key']).toBe(API_KEY);
  }

  it('has axios at both ends of the range that the package allows', () => {
    const file = join(ROOT, 'libs/ovgc/package.json');
    const { peerDependencies } = JSON.parse(readFileSync(file, 'utf8')) as {
      peerDependencies: Record<string, string>;
    };
    expect(peerDependencies['axios']).toBe('^1.7.0');
    expect(AXIOS[1]?.[1]).toBe('1.7.0');
  });

  describe.each(AXIOS)('with %s (%s)', (name, version) => {
    it.each(['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY'])(
      'is called through a tunnel when %s names one, and the proxy never sees the key',
      async (variable) => {
        const proxy = await start();
        expect(await pay({ [variable]: proxy.url }, {}, name)).toEqual({
          axios: version,
          ...CREATED,
        });
        expectTunnelsAlone(proxy);
      },
    );

    it('is called directly when it is on this machine', async () => {
      const proxy = await start();
      const local = await startGateway();
      closing.push(() => local.close());
      const env = { HTTP_PROXY: proxy.url, ALL_PROXY: proxy.url };
      const result = await pay(env, { baseUrl: local.baseUrl }, name);
      expect(result).toEqual({ axios: version, ...CREATED });
      expect(proxy.lines).toEqual([]);
    });
  });

  it('is called through the proxy of the option, whatever the environment says', async () => {
    const [proxy, other] = [await start(), await start()];
    const env = { HTTPS_PROXY: other.url, NO_PROXY: '*' };
    expect(await pay(env, { proxy: proxy.url })).toMatchObject(CREATED);
    expectTunnelsAlone(proxy);
    expect(other.lines).toEqual([]);
  });

  it('is called through a proxy that speaks TLS itself', async () => {
    const proxy = await start({ tls: true });
    expect(await pay({ HTTPS_PROXY: proxy.url })).toMatchObject(CREATED);
    expectTunnelsAlone(proxy);
  });

  it('shows the user and password of a proxy to the proxy alone', async () => {
    const proxy = await start();
    const url = proxy.url.replace('//', '//shop:p%40ss-4711@');
    const caller = new Caller('axios');
    const call = { env: { HTTPS_PROXY: url }, options: { baseUrl: gateway.baseUrl } };
    expect(await caller.pay(call)).toMatchObject(CREATED);
    await caller.end();
    const basic = Buffer.from('shop:p@ss-4711').toString('base64');
    expect(proxy.headers['proxy-authorization']).toBe(`Basic ${basic}`);
    expect(JSON.stringify(gateway.calls)).not.toMatch(/proxy-authorization/i);
    expect(caller.stderr).toContain('https-proxy-agent');
    expect(caller.stderr).not.toMatch(new RegExp(`p%40ss|p@ss|${basic}`));
  });

  it.each<[string, ConnectReaction, string]>([
    [
      'asks for a password',
      answerInstead('407 Proxy Authentication Required', '<h1>Who?</h1>'),
      'HTTP 407',
    ],
    [
      'answers in the gateway’s name with a payment',
      answerInstead(
        '201 Created',
        JSON.stringify({ status: true, transaction_id: 'forged', url: 'https://evil.example/' }),
      ),
      'HTTP 201',
    ],
    [
      'answers in the gateway’s name with a refusal',
      answerInstead('400 Bad Request', JSON.stringify({ status: false, error: 'Invalid amount' })),
      'HTTP 400',
    ],
    ['hangs up', (_request, client) => client.destroy(), 'connection error|ECONNRESET'],
    ['keeps silent', () => undefined, 'timeout'],
  ])('is not reached, and was sent nothing, when the proxy %s', async (_, reaction, reason) => {
    const proxy = await start({ reaction });
    expect(await pay({ HTTPS_PROXY: proxy.url }, { timeoutMs: 400 })).toMatchObject({
      code: 'gateway_unavailable',
      requestState: 'not_sent',
      reason: expect.stringMatching(`^proxy ${proxy.host}: (?:${reason})`),
    });
    expect(gateway.calls).toEqual([]);
    expect(proxy.seen()).not.toContain(API_KEY);
    await eventually('the connection to the proxy is closed', () => proxy.clients() === 0);
  });

  it('is never called in clear text through a proxy: the app does not start', async () => {
    const proxy = await start();
    const baseUrl = 'http://gateway.test/backend/api';
    const options = { baseUrl, allowInsecureHttp: true };
    expect(await pay({ HTTP_PROXY: proxy.url }, options)).toMatchObject({
      code: 'configuration',
      problems: [
        'baseUrl is plain http, so the proxy in HTTPS_PROXY, HTTP_PROXY or ALL_PROXY would see the API key: ' +
          'use https, add gateway.test to NO_PROXY, or set proxy: false',
      ],
    });
    expect(proxy.lines).toEqual([]);
  });
});
