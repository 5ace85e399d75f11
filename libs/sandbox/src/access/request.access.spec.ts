import type { RequestSource } from './request.access.js';
import { accessProblem } from './request.access.js';

const publicUrl = 'http://127.0.0.1:4010';

/** Why a request is refused; by default one of a program to the control API at its own address. */
const reasonFor = (
  headers: RequestSource['headers'],
  {
    own = { publicUrl, host: '127.0.0.1' },
    ...source
  }: Partial<Omit<RequestSource, 'headers'>> & { own?: { publicUrl: string; host: string } } = {},
) =>
  accessProblem(
    {
      method: 'POST',
      path: '/_sandbox/clock',
      ...source,
      headers: { host: '127.0.0.1:4010', ...headers },
    },
    own,
  )?.reason ?? null;

describe('the host of a request', () => {
  it.each(['127.0.0.1:4010', 'localhost:4010', '[::1]:4010', '127.1.2.3', 'sandbox.localhost'])(
    'may be %s',
    (host) => {
      expect(reasonFor({ host })).toBeNull();
    },
  );

  it.each([
    ['the public URL’s', 'sandbox:4010', { publicUrl: 'http://sandbox:4010', host: '0.0.0.0' }],
    ['the public URL’s behind TLS', 'pay.test', { publicUrl: 'https://pay.test', host: '0.0.0.0' }],
    ['the name that was bound', 'Sandbox:4010', { publicUrl, host: 'sandbox' }],
    ['the address that was bound', '10.0.0.1:4010', { publicUrl, host: '10.0.0.1' }],
    ['the IPv6 address that was bound', '[fd00::1]:4010', { publicUrl, host: 'fd00::1' }],
  ])('may be %s', (_, host, own) => {
    expect(reasonFor({ host }, { own })).toBeNull();
  });

  it.each(['10.0.0.1', '::ffff:10.0.0.1'])(
    'may be the address of this machine at which the request arrived: %s',
    (localAddress) => {
      expect(reasonFor({ host: '10.0.0.1:4010' }, { localAddress })).toBeNull();
    },
  );

  it.each([
    'evil.example:4010',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    '0.0.0.0:4010',
    '',
    'a b',
    '10.0.0.1',
  ])('may not be a name that may have been made to point here: %j', (host) => {
    const own = { publicUrl, host: '127.0.0.1' };
    expect(reasonFor({ host }, { localAddress: '127.0.0.1', own })).toBe('host');
  });

  it('may not be the public URL’s with another port', () => {
    const own = { publicUrl: 'http://sandbox:4010', host: '0.0.0.0' };
    expect(reasonFor({ host: 'sandbox:4011' }, { own })).toBe('host');
  });

  it('may not be missing', () => {
    expect(reasonFor({ host: undefined })).toBe('host');
  });

  it('is named in the reason, with what to do', () => {
    const source = { method: 'GET', path: '/', headers: { host: 'sandbox:4010' } };
    expect(accessProblem(source, { publicUrl, host: '0.0.0.0' })?.message).toMatch(
      /answers to localhost, .* and 127\.0\.0\.1:4010, not to the host "sandbox:4010"\. .*SANDBOX_PUBLIC_URL/,
    );
  });
});

describe('a request that changes something', () => {
  it.each([
    ['a program', {}],
    ['the sandbox’s own page', { origin: publicUrl }],
    ['its own page at another of its names', { host: 'localhost', origin: 'http://localhost' }],
    ['its own page behind TLS', { origin: 'https://127.0.0.1:4010' }],
    ['its own page, as the browser says', { 'sec-fetch-site': 'same-origin', origin: publicUrl }],
    ['its own page, which hides its origin', { 'sec-fetch-site': 'same-origin', origin: 'null' }],
    ['the browser itself, once more', { 'sec-fetch-site': 'none', origin: 'null' }],
  ])('is taken from %s', (_, headers) => {
    expect(reasonFor(headers)).toBeNull();
  });

  it.each([
    ['another site', { origin: 'https://evil.example' }],
    ['another port of this machine', { origin: 'http://127.0.0.1:3000' }],
    ['its own page at another name', { origin: 'http://localhost:4010' }],
    ['nobody knows where', { origin: 'null' }],
    ['no URL', { origin: 'nonsense' }],
    ['another site that hides its origin', { 'sec-fetch-site': 'cross-site', origin: 'null' }],
    ['another site, without an origin', { 'sec-fetch-site': 'cross-site' }],
    ['another port, without an origin', { 'sec-fetch-site': 'same-site' }],
    ['another site, whatever else it says', { 'sec-fetch-site': 'none', origin: 'https://e.test' }],
  ])('is refused from %s', (_, headers) => {
    for (const path of [
      '/_sandbox/clock',
      '/backend/api/payment-request-api',
      '/dashboard/reset',
    ]) {
      expect([path, reasonFor(headers, { path })]).toEqual([path, 'site']);
    }
  });

  it('is taken from the checkout’s own forms, whose origin is hidden', () => {
    expect(reasonFor({ origin: 'null' }, { path: '/checkout/1/pay' })).toBeNull();
  });

  it('is refused as a navigation, too', () => {
    const navigation = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
    const headers = { ...navigation, 'sec-fetch-site': 'cross-site' };
    expect(reasonFor(headers, { path: '/checkout/1/pay' })).toBe('site');
  });
});

describe('a page', () => {
  const opened = {
    'sec-fetch-site': 'cross-site',
    'sec-fetch-mode': 'navigate',
    'sec-fetch-dest': 'document',
  };

  it.each(['/checkout/1', '/docs', '/', '/dashboard', '/dashboard/payments/1'])(
    'may be opened by a link or a redirect of another site: %s',
    (path) => {
      expect(reasonFor(opened, { method: 'GET', path })).toBeNull();
      expect(
        reasonFor({ ...opened, 'sec-fetch-site': 'same-site' }, { method: 'GET', path }),
      ).toBeNull();
    },
  );

  it.each([
    ['frame', { ...opened, 'sec-fetch-dest': 'iframe' }],
    ['script', { ...opened, 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'script' }],
    ['request', { ...opened, 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' }],
  ])('is refused to a %s of another site', (_, headers) => {
    expect(reasonFor(headers, { method: 'GET', path: '/dashboard/env' })).toBe('site');
  });

  it.each(['/_sandbox/sellers', '/backend/api/admin/sellers', '/_SANDBOX/sellers', '/health'])(
    'is not what an API answers: %s',
    (path) => {
      expect(reasonFor(opened, { method: 'GET', path })).toBe('site');
    },
  );
});
