import { OvgcConfigurationError } from 'nestjs-ovgc';
import { ShopEnvironmentError } from './shop.environment.js';
import { startFailure } from './start.failure.js';

describe('why the shop did not start', () => {
  it('is a line about the variable that is wrong', () => {
    expect(startFailure(new ShopEnvironmentError('SHOP_PORT must be a port'))).toBe(
      "The shop can't start: SHOP_PORT must be a port",
    );
  });

  it('is the variable to change, when the port is taken', () => {
    const taken = Object.assign(new Error('listen'), { code: 'EADDRINUSE', port: 3000 });
    expect(startFailure(taken)).toBe(
      "The shop can't start: port 3000 is taken. Set SHOP_PORT to a free one, as in SHOP_PORT=3001 npm start",
    );
  });

  it('is what the payments module says, without a stack', () => {
    expect(startFailure(new OvgcConfigurationError(['ledger is in use']))).toBe(
      "The shop can't start: ledger is in use",
    );
  });

  it('is everything there is to know of an error that nobody expected', () => {
    expect(startFailure(new TypeError('no such thing'))).toMatch(/no such thing\n\s+at /);
  });
});
