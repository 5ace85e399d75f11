import { parseWebUrl } from './web.url.js';

describe('an http or https URL', () => {
  it.each([
    'https://bücher.example/',
    'https://b.example/ü',
    'http://[::1]:4010/',
    'https://日本.example',
  ])('is parsed, however often: %s', (text) => {
    const parsed = Array.from({ length: 20_000 }, () => parseWebUrl(text));
    expect(parsed.filter((url) => url === null)).toEqual([]);
  });

  it.each([
    '',
    '/checkout',
    'https://',
    'b.example',
    'http://a b/',
    'mailto:a@b.example',
    'javascript:1',
  ])('is not %j', (text) => {
    expect(parseWebUrl(text)).toBeNull();
  });
});
