import { isOwnForm } from './own-form.guard.js';

const host = '127.0.0.1:4010';

describe('a form that is sent to the checkout', () => {
  it.each([
    ['of the page', { site: 'same-origin', origin: 'null' }],
    ['sent again by the browser', { site: 'none', origin: 'null' }],
    ['of a program', { site: undefined, origin: undefined }],
    ['of the page, by a browser that tells no more', { site: undefined, origin: `http://${host}` }],
    ['of the page behind TLS', { site: undefined, origin: `https://${host}` }],
  ])('is taken: one %s', (_, { site, origin }) => {
    expect(isOwnForm({ host, origin, 'sec-fetch-site': site })).toBe(true);
  });

  it.each([
    ['of another site', { site: 'cross-site', origin: 'null' }],
    ['of another port of this machine', { site: 'same-site', origin: 'null' }],
    ['of another site, by its origin', { site: undefined, origin: 'https://evil.example' }],
    ['of an origin that is none', { site: undefined, origin: 'nonsense' }],
  ])('is refused: one %s', (_, { site, origin }) => {
    expect(isOwnForm({ host, origin, 'sec-fetch-site': site })).toBe(false);
  });
});
