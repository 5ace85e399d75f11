import { inspect } from 'node:util';
import { failureDetail, failureText } from './error.text.js';

const UNTELLABLE = 'it failed with something that can’t be shown';

const revoked = (() => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
})();

const secretive = Object.defineProperty(new Error(), 'message', {
  get: () => {
    throw new Error('no');
  },
});

const uninspectable = {
  [inspect.custom]: () => {
    throw new Error('no');
  },
};

describe('what was thrown, in words', () => {
  it.each<[string, unknown, string]>([
    ['an error', new Error('no paper'), 'no paper'],
    ['a text', 'no paper', 'no paper'],
    ['an object', { paper: 0 }, '{ paper: 0 }'],
    ['nothing', undefined, 'it failed without an error'],
    ['an error that does not tell', secretive, UNTELLABLE],
    ['an object that can’t be looked at', uninspectable, UNTELLABLE],
    ['what is there no more', revoked, UNTELLABLE],
  ])('is told of %s', (_, thrown, text) => {
    expect(failureText(thrown)).toBe(text);
    // With a stack, where there is one.
    expect(typeof failureDetail(thrown)).toBe('string');
  });

  it('has the stack for the log', () => {
    expect(failureDetail(new Error('no paper'))).toMatch(/^Error: no paper\n {4}at /);
    expect(failureDetail(revoked)).toBe(UNTELLABLE);
  });

  it('is cut where it would be too long to keep', () => {
    expect(failureText('x'.repeat(5000))).toHaveLength(2000);
  });
});
