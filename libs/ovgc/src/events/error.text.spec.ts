import { inspect } from 'node:util';
import { failureDetail, failureText } from './error.text.js';

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
    expect(failureText(thrown)).toBe(text);
    expect(typeof failureDetail(thrown)).toBe('string');
  });

  it('includes the stack in the log', () => {
    expect(failureDetail(new Error('no paper'))).toMatch(/^Error: no paper\n {4}at /);
    expect(failureDetail(revokedProxy)).toBe(UNREADABLE);
  });

  it('is cut off after 2,000 characters', () => {
    expect(failureText('x'.repeat(5000))).toHaveLength(2000);
  });
});
