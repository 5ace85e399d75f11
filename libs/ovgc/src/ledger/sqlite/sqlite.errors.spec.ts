import { cannotLoad } from './sqlite.errors.js';

/** Imports what is not installed, as an app without libsql does. */
const missing = (name: string) =>
  Object.assign(new Error(`Cannot find package '${name}' imported from /app/ledger.js`), {
    code: 'ERR_MODULE_NOT_FOUND',
  });

describe('a driver that can’t be loaded', () => {
  it('is missing: the error says what to install, for a ledger in memory as well', () => {
    const { message, code } = cannotLoad(missing('libsql'));
    expect(message).toContain('ledger needs the package libsql, in a file and in memory');
    expect(message).toContain('run "npm install libsql"');
    expect(code).toBe('configuration');
  });

  it.each([
    missing('@libsql/linux-x64-gnu'),
    new Error('/lib/libc.so.6: version `GLIBC_2.38` not found'),
  ])('is for another system: the error says so (%p)', (error) => {
    const { message } = cannotLoad(error);
    expect(message).toContain("is installed, but can't be loaded");
    expect(message).toContain(error.message);
    expect(message).toContain('on this machine');
  });
});
