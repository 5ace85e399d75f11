import { isWebUrl } from './checkout.path.js';

describe('a seller’s URL', () => {
  it.each([
    ['https://a.example', true],
    ['http://a.example', true],
    ['javascript:alert(1)', false],
    ['x', false],
  ])('%s can be a link: %s', (url, canBeLink) => {
    expect(isWebUrl(url)).toBe(canBeLink);
  });
});
