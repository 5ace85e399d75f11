import { KnownSecrets } from './known-secrets.js';

describe('a text without its secrets', () => {
  it('has stars wherever one was, and is else the same', () => {
    const secrets = new KnownSecrets();
    secrets.add('key-1', 'whsec');
    expect(secrets.masked('key-1 and whsec, key-1')).toBe('*** and ***, ***');
    expect(secrets.masked('key-2')).toBe('key-2');
  });

  it('hides all of a secret that begins with another', () => {
    const secrets = new KnownSecrets();
    secrets.add('key-1', 'key-123');
    expect(secrets.masked('key-123')).toBe('***');
  });

  it('goes on hiding a secret that is none any more', () => {
    const secrets = new KnownSecrets();
    secrets.add('old');
    secrets.add('new');
    expect(secrets.masked('old, new')).toBe('***, ***');
  });
});
