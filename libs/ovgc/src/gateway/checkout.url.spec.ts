import fc from 'fast-check';
import { checkoutUrl, type CheckoutRules } from './checkout.url.js';

const API_KEY = 'key_0f5c2d97';
const RULES: CheckoutRules = {
  baseUrl: 'https://billing.ovgcpayments.com/backend/api',
  secrets: [API_KEY, 'whsec_B41e/66d0', 'short'],
};
const LOCAL: CheckoutRules = { ...RULES, baseUrl: 'http://127.0.0.1:4010/backend/api' };

const usable = (url: string) => ({ kind: 'usable', url });
const unusable = (reason: RegExp) => ({
  kind: 'unusable',
  reason: expect.stringMatching(reason) as string,
});

describe('the URL of a checkout page', () => {
  it.each([
    ['https://billing.ovgcpayments.com/checkout/a1b2', undefined],
    ['https://pay.example:8443/checkout?order=1#card', undefined],
    ['HTTPS://PAY.example/a b', 'https://pay.example/a%20b'],
    [' https://pay.example/a\r\n/b\t', 'https://pay.example/a/b'],
    ['https://bücher.example', 'https://xn--bcher-kva.example/'],
  ])('is stored as browsers write it: %j', (given, href = given) => {
    expect(checkoutUrl(given, RULES)).toEqual(usable(href));
  });

  it.each([
    ['javascript:alert(1)', /not an http/],
    ['data:text/html,x', /not an http/],
    ['/checkout/1', /not an http/],
    ['', /not an http/],
    [null, /not an http/],
    [7, /not an http/],
    [['https://pay.example/'], /not an http/],
    ['https://billing.ovgcpayments.com@evil.example/', /user or a password/],
    ['https://billing.ovgcpayments.com:443@evil.example/', /user or a password/],
    ['https://:password@evil.example/', /user or a password/],
    ['http://billing.ovgcpayments.com/checkout/1', /plain http/],
    [`https://pay.example/${'a'.repeat(900_000)}`, /2,048/],
    [`https://pay.example/${'ä'.repeat(400)}`, /2,048/],
    [`https://pay.example/?k=${API_KEY}`, /secret/],
    [`https://${API_KEY.replace('_', '-')}.${API_KEY}.example/`, /secret/],
    [`https://pay.example/?k=${API_KEY.replace('_', '%5f')}`, /secret/],
    ['https://pay.example/?%zz=1&k=WHSEC_b41e%2F66d0', /secret/],
  ])('is refused: %.80p', (given, reason) => {
    expect(checkoutUrl(given, RULES)).toEqual(unusable(reason));
  });

  it('has up to 2,048 characters', () => {
    const longest = `https://pay.example/${'a'.repeat(2048 - 20)}`;
    expect(checkoutUrl(longest, RULES)).toEqual(usable(longest));
    expect(checkoutUrl(`${longest}a`, RULES)).toEqual(unusable(/2,048/));
  });

  it('may be plain http where the gateway is', () => {
    const url = 'http://localhost:4010/checkout/1';
    expect(checkoutUrl(url, LOCAL)).toEqual(usable(url));
    expect(checkoutUrl('https://pay.example/', LOCAL)).toEqual(usable('https://pay.example/'));
  });

  it('has one of the hosts that the option names', () => {
    const checkoutHosts = ['Pay.example', 'checkout.example:8443', 'other.example:443'];
    const check = (url: string) => checkoutUrl(url, { ...RULES, checkoutHosts });
    for (const host of ['pay.example', 'checkout.example:8443', 'other.example']) {
      expect(check(`https://${host}/1`)).toEqual(usable(`https://${host}/1`));
    }
    for (const host of ['pay.example:8443', 'checkout.example', 'a.pay.example', 'pay.example.a']) {
      expect(check(`https://${host}/1`)).toEqual(unusable(/not in checkoutHosts/));
    }
  });

  it('is a plain https URL that every reader takes for the same host, for any text', () => {
    const hostile = fc
      .array(
        fc.oneof(
          fc.constantFrom('https://', 'http://', 'pay.example', '@', ':', '/', '\\', '\r\n', '%40'),
          fc.constantFrom(API_KEY, '?', '#', ' ', '\0', '..', '[::1]', 'x'.repeat(700)),
          fc.string(),
        ),
        { maxLength: 8 },
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(
        fc.oneof(
          fc.webUrl(),
          hostile,
          fc.webUrl().map((url) => `${url}@b`),
        ),
        (given) => {
          const checked = checkoutUrl(given, RULES);
          expect(JSON.stringify(checked)).not.toContain(API_KEY);
          if (checked.kind === 'unusable') return;
          const url = new URL(checked.url);
          expect(url.href).toBe(checked.url);
          expect([url.protocol, url.username, url.password]).toEqual(['https:', '', '']);
          expect(checked.url).toMatch(/^[\x21-\x7e]{1,2048}$/);
        },
      ),
      { numRuns: 3000 },
    );
  });
});
