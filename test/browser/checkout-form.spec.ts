import type { Page } from 'playwright-core';
import { CheckoutStage } from './checkout.stage.js';

describe('the card form', () => {
  let stage: CheckoutStage;
  let page: Page;

  beforeAll(async () => {
    stage = await CheckoutStage.open();
    ({ page } = await stage.newCheckout());
  });
  afterAll(() => stage.close());

  const attributesOf = (names: string[]) =>
    page
      .locator('input')
      .evaluateAll(
        (inputs, wanted) => inputs.map((input) => wanted.map((name) => input.getAttribute(name))),
        names,
      );

  it('asks for number, expiry, security code and name, in the order of the card, and for nothing else', async () => {
    expect(await attributesOf(['name'])).toEqual([['number'], ['expiry'], ['code'], ['name']]);
    expect(await page.locator('select, textarea').count()).toBe(0);
  });

  it('tells browsers what to fill in where', async () => {
    expect(await attributesOf(['autocomplete'])).toEqual([
      ['cc-number'],
      ['cc-exp'],
      ['cc-csc'],
      ['cc-name'],
    ]);
  });

  it('brings up the digits of a phone, never the spinner of a number field', async () => {
    expect(await attributesOf(['type', 'inputmode'])).toEqual([
      ['text', 'numeric'],
      ['text', 'numeric'],
      ['text', 'numeric'],
      ['text', null],
    ]);
  });

  it('does not cut off what is pasted', async () => {
    expect(await attributesOf(['maxlength'])).toEqual([[null], [null], [null], [null]]);
  });

  it('keeps the ids and names of its fields from load to load and from payment to payment', async () => {
    const before = await attributesOf(['id', 'name']);

    await page.reload();
    const reloaded = await attributesOf(['id', 'name']);
    await page.goto((await stage.newPayment()).url);

    expect(reloaded).toEqual(before);
    expect(await attributesOf(['id', 'name'])).toEqual(before);
  });

  it('has a visible label for each field', async () => {
    for (const label of ['Card number', 'Expiry date', 'Security code', 'Name on card']) {
      // One after the other: the page is one.
      // oxlint-disable-next-line no-await-in-loop
      expect(await page.locator('label', { hasText: label }).isVisible()).toBe(true);
    }
  });

  it('names the seller, not the address of its shop', async () => {
    const { url } = await stage.newPayment();

    await page.goto(url);

    expect(await page.getByRole('heading', { level: 1 }).textContent()).toMatch(
      /^Pay Sandbox seller/,
    );
    expect(await page.locator('body').textContent()).not.toContain('127.0.0.1');
  });

  it('starts with the name that the seller gave', async () => {
    const { url } = await stage.newPayment({ first_name: 'Ada', last_name: 'King' });

    await page.goto(url);

    expect(await page.getByLabel('Name on card').inputValue()).toBe('Ada King');
  });
});
