import { isWebUrl, sellerName } from './seller.js';

describe('the seller', () => {
  const named = (successUrl: string, name = 'Sandbox seller') =>
    sellerName({ sellerName: name, successUrl });

  it('has the name that it was given', () => {
    expect(named('https://shop.example/thanks', 'Coffee & Cake')).toBe('Coffee & Cake');
  });

  it('is named by the shop’s host until then', () => {
    expect(named('https://shop.example/thanks?order=1')).toBe('shop.example');
    expect(named('http://localhost:3000/thanks')).toBe('localhost:3000');
  });

  it('has a plain name when its URL tells none', () => {
    expect(named('nonsense')).toBe('the shop');
    expect(named('javascript:alert(1)')).toBe('the shop');
  });

  it('is linked to over http and https alone', () => {
    expect(
      ['https://a.example', 'http://a.example', 'javascript:alert(1)', 'x'].map(isWebUrl),
    ).toEqual([true, true, false, false]);
  });
});
