import { controlProblem } from './control.access.js';

const own = 'http://127.0.0.1:4010';
const ask = (host: string | undefined, origin?: string, publicUrl = own) =>
  controlProblem({ host, origin }, publicUrl);

describe('access to the control API', () => {
  it.each(['127.0.0.1:4010', 'localhost:4010', '[::1]:4010', '127.1.2.3', 'sandbox.localhost'])(
    'is open to who asks for %s',
    (host) => {
      expect(ask(host)).toBeNull();
    },
  );

  it('is open to who asks for the public URL', () => {
    expect(ask('sandbox:4010', undefined, 'http://sandbox:4010')).toBeNull();
  });

  it.each([
    'evil.example:4010',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    '',
    'a b',
    '10.0.0.1',
  ])('is closed to a name that may have been made to point here: %j', (host) => {
    expect(ask(host)).toMatch(/answers to localhost/);
  });

  it('is closed to who names no host', () => {
    expect(ask(undefined)).toMatch(/answers to localhost/);
  });

  it.each(['http://127.0.0.1:4010', 'http://localhost:4010'])(
    'is open to the sandbox’s own pages at %s',
    (origin) => {
      expect(ask(new URL(origin).host, origin)).toBeNull();
    },
  );

  it.each(['https://evil.example', 'null', 'http://127.0.0.1:3000', 'http://localhost:4010'])(
    'is closed to pages of another origin: %s',
    (origin) => {
      expect(ask('127.0.0.1:4010', origin)).toMatch(/pages of other sites/);
    },
  );
});
