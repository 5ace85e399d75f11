import { routeTo } from './gateway.proxy.js';

const GATEWAY = new URL('https://billing.ovgcpayments.com/backend/api');
const PROXY = 'http://proxy.example:3128';
const VARIABLES = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'ALL_PROXY', 'NO_PROXY', 'no_proxy'];

describe('the way to the gateway', () => {
  const before = { ...process.env };
  const set = (env: Readonly<Record<string, string>>) => Object.assign(process.env, env);

  beforeEach(() => VARIABLES.forEach((name) => delete process.env[name]));
  afterAll(() => set(before as Record<string, string>));

  it('is direct when nobody names a proxy', () => {
    expect(routeTo(GATEWAY, 'env')).toEqual({ kind: 'direct' });
  });

  it.each(['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY'])('goes through the proxy in %s', (name) => {
    set({ [name]: PROXY });
    expect(routeTo(GATEWAY, 'env')).toEqual({ kind: 'proxy', proxy: new URL(PROXY) });
  });

  it('goes through a proxy without a scheme by http, as for curl', () => {
    set({ HTTPS_PROXY: 'proxy.example:3128' });
    expect(routeTo(GATEWAY, 'env')).toEqual({ kind: 'proxy', proxy: new URL(PROXY) });
  });

  it('goes through a proxy that speaks TLS, when its URL says so', () => {
    set({ HTTPS_PROXY: 'https://proxy.example:3128', ALL_PROXY: PROXY });
    const proxy = new URL('https://proxy.example:3128');
    expect(routeTo(GATEWAY, 'env')).toEqual({ kind: 'proxy', proxy });
  });

  it('goes through the proxy of the option, although NO_PROXY names the gateway', () => {
    set({ NO_PROXY: '*' });
    expect(routeTo(GATEWAY, PROXY)).toEqual({ kind: 'proxy', proxy: new URL(PROXY) });
  });

  it.each([
    ['NO_PROXY', GATEWAY.hostname],
    ['no_proxy', 'localhost,.ovgcpayments.com'],
    ['NO_PROXY', `${GATEWAY.hostname}:443`],
    ['NO_PROXY', '*'],
  ])('is direct when %s is %s', (name, value) => {
    set({ HTTPS_PROXY: PROXY, [name]: value });
    expect(routeTo(GATEWAY, 'env')).toEqual({ kind: 'direct' });
  });

  it('is direct when the option is false', () => {
    set({ HTTPS_PROXY: PROXY });
    expect(routeTo(GATEWAY, false)).toEqual({ kind: 'direct' });
  });

  it.each([
    'localhost',
    'LOCALHOST',
    'localhost.',
    'shop.localhost',
    '127.0.0.1',
    '127.8.9.10',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '0.0.0.0',
  ])('is direct to %s, which is this machine', (host) => {
    set({ HTTPS_PROXY: PROXY, HTTP_PROXY: PROXY });
    for (const protocol of ['http', 'https']) {
      const local = new URL(`${protocol}://${host}:4010/backend/api`);
      expect(routeTo(local, 'env')).toEqual({ kind: 'direct' });
      expect(routeTo(local, PROXY)).toEqual({ kind: 'direct' });
    }
  });

  it.each(['localhost.example', '128.0.0.1', '[::2]', 'sandbox'])(
    'is refused in clear text through a proxy to %s',
    (host) => {
      set({ HTTP_PROXY: PROXY });
      const plain = new URL(`http://${host}/`);
      for (const option of ['env', PROXY]) {
        expect(routeTo(plain, option)).toMatchObject({
          kind: 'refused',
          problem: expect.stringContaining('would see the API key'),
        });
      }
      expect(routeTo(plain, false)).toEqual({ kind: 'direct' });
    },
  );

  it.each(['', 'socks5://u:hunter2@proxy.example', 'proxy.example:3128', true, 7, {}])(
    'can’t be the option %p, and the reason shows no password',
    (option) => {
      expect(routeTo(GATEWAY, option)).toEqual({
        kind: 'refused',
        problem: "proxy must be 'env', false, or an http(s) URL such as http://proxy.example:3128",
      });
    },
  );

  it('can’t be a SOCKS proxy of the environment', () => {
    set({ ALL_PROXY: 'socks5://u:hunter2@proxy.example' });
    const route = routeTo(GATEWAY, 'env');
    expect(route).toMatchObject({
      problem: expect.stringContaining('ALL_PROXY must be an http(s)'),
    });
    expect(JSON.stringify(route)).not.toContain('hunter2');
  });
});
