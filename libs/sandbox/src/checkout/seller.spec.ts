import { isWebUrl, sellerName } from './seller.js';

describe('the seller', () => {
  it('is named by the shop’s host', () => {
    expect(sellerName('https://shop.example/thanks?order=1')).toBe('shop.example');
    expect(sellerName('http://localhost:3000/thanks')).toBe('localhost:3000');
  });

  it('has a plain name when its URL tells none', () => {
    expect(sellerName('nonsense')).toBe('the shop');
    expect(sellerName('javascript:alert(1)')).toBe('the shop');
  });

  it('is linked to over http and https alone', () => {
    expect(
      ['https://a.example', 'http://a.example', 'javascript:alert(1)', 'x'].map(isWebUrl),
    ).toEqual([true, true, false, false]);
  });
});
