import { inspect } from 'node:util';
import { redactionOf } from '../ovgc.secrets.js';
import { failureDetail, failureText } from './error.text.js';

const SECRET = 'whsec_b41e66d0';
const redact = redactionOf({ apiKey: 'key_0f5c2d97', webhookSecret: [SECRET] });

const UNREADABLE = 'the error can’t be displayed';

const revokedProxy = (() => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
})();

const unreadable = Object.defineProperty(new Error(), 'message', {
  get: () => {
    throw new Error('no');
  },
});

const uninspectable = {
  [inspect.custom]: () => {
    throw new Error('no');
  },
};

describe('the text of an error', () => {
  it.each<[string, unknown, string]>([
    ['an error', new Error('no paper'), 'no paper'],
    ['a string', 'no paper', 'no paper'],
    ['an object', { paper: 0 }, '{ paper: 0 }'],
    ['undefined', undefined, 'it failed without an error'],
    ['an error whose message throws', unreadable, UNREADABLE],
    ['an object whose inspection throws', uninspectable, UNREADABLE],
    ['a revoked proxy', revokedProxy, UNREADABLE],
  ])('is readable for %s', (_, thrown, text) => {
    expect(failureText(thrown, redact)).toBe(text);
    expect(typeof failureDetail(thrown, redact)).toBe('string');
  });

  it('includes the stack in the log', () => {
    expect(failureDetail(new Error('no paper'), redact)).toMatch(/^Error: no paper\n {4}at /);
    expect(failureDetail(revokedProxy, redact)).toBe(UNREADABLE);
  });

  it('holds no secret, not even a part of one where it is cut off', () => {
    const text = failureText(`${'x'.repeat(1992)}${SECRET}`, redact);
    expect(text).toBe(`${'x'.repeat(1992)}[secret]`);
    expect(failureText({ config: { data: [SECRET] } }, redact)).toContain("data: [ '[secret]' ]");
    expect(failureDetail(new Error(SECRET), redact)).toMatch(/^Error: \[secret\]\n {4}at /);
  });

  it('is cut off after 2,000 characters', () => {
    expect(failureText('x'.repeat(5000), redact)).toHaveLength(2000);
  });
});
