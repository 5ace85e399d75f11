import { isLoopback } from './loopback.js';

describe('an address that only this machine reaches', () => {
  it.each([
    '127.0.0.1',
    '127.1.2.3',
    '::1',
    '::ffff:127.0.0.1',
    'localhost',
    'a.localhost',
    'LOCALHOST',
  ])('is %s', (host) => {
    expect(isLoopback(host)).toBe(true);
  });

  it.each([
    '0.0.0.0',
    '::',
    '10.0.0.1',
    '192.168.1.5',
    'sandbox',
    '',
    '127.0.0.1.evil.example',
    '1127.0.0.1',
  ])('is not %j', (host) => {
    expect(isLoopback(host)).toBe(false);
  });
});
