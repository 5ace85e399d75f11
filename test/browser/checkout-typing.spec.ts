import type { Page } from 'playwright-core';
import { CheckoutStage } from './checkout.stage.js';

describe('typing a card', () => {
  let stage: CheckoutStage;
  let url: string;
  let page: Page;

  beforeAll(async () => {
    stage = await CheckoutStage.open();
    ({ page, url } = await stage.newCheckout());
  });
  beforeEach(() => page.goto(url));
  afterAll(() => stage.close());

  const number = () => page.getByLabel('Card number');
  const caret = () => number().evaluate((input: HTMLInputElement) => input.selectionStart);
  const paste = async (text: string) => {
    await number().focus();
    // What a paste does to a field: the text arrives in one piece.
    await page.keyboard.insertText(text);
  };

  it('spaces a Visa number 4-4-4-4 and an American Express number 4-6-5', async () => {
    await number().pressSequentially('4242424242424242');
    expect(await number().inputValue()).toBe('4242 4242 4242 4242');

    await number().fill('');
    await number().pressSequentially('378282246310005');
    expect(await number().inputValue()).toBe('3782 822463 10005');
  });

  it.each(['4242-4242-4242-4242', ' 4242 42424242 4242 ', '4242424242424242'])(
    'takes a pasted “%s”',
    async (text) => {
      await paste(text);

      expect(await number().inputValue()).toBe('4242 4242 4242 4242');
    },
  );

  it('leaves the caret where a digit was put in or taken out in the middle', async () => {
    await number().pressSequentially('4242424242424242');
    await number().evaluate((input: HTMLInputElement) => input.setSelectionRange(6, 6));

    await page.keyboard.press('Backspace');
    expect([await number().inputValue(), await caret()]).toEqual(['4242 2424 2424 242', 4]);

    await page.keyboard.press('7');
    expect([await number().inputValue(), await caret()]).toEqual(['4242 7242 4242 4242', 6]);
  });

  it('lets the number be deleted from its end', async () => {
    await number().pressSequentially('42424');
    expect(await number().inputValue()).toBe('4242 4');

    await page.keyboard.press('Backspace');
    await page.keyboard.press('Backspace');

    expect(await number().inputValue()).toBe('424');
  });

  it.each([
    ['4', 'Visa', '3 digits on the back'],
    ['2221', 'Mastercard', '3 digits on the back'],
    ['37', 'American Express', '4 digits on the front'],
    ['9', '', '3 digits, Amex 4'],
  ])(
    'of a number that starts with %s shows the brand “%s” and asks for %s',
    async (digits, brand, hint) => {
      await number().pressSequentially(digits);

      expect(await page.locator('#brand').textContent()).toBe(brand);
      expect(await page.locator('#code-hint').textContent()).toBe(hint);
    },
  );

  it.each([
    ['1234', '12 / 34'],
    ['4/31', '04 / 31'],
    ['04 / 2031', '04 / 2031'],
  ])('turns an expiry typed as %s into %s', async (typed, shown) => {
    const expiry = page.getByLabel('Expiry date');

    await expiry.pressSequentially(typed);

    expect(await expiry.inputValue()).toBe(shown);
  });

  it('lets an expiry be deleted again', async () => {
    const expiry = page.getByLabel('Expiry date');
    await expiry.pressSequentially('123');
    expect(await expiry.inputValue()).toBe('12 / 3');

    for (let presses = 0; presses < 5; presses += 1) {
      // Keys are pressed one after the other.
      // oxlint-disable-next-line no-await-in-loop
      await page.keyboard.press('Backspace');
    }

    expect(await expiry.inputValue()).toBe('1');
  });

  it('can be left to the table of test cards, where a press on a number fills the form', async () => {
    await page.getByText('Test mode').click();
    await page.getByRole('button', { name: '3782 822463 10005' }).click();

    expect(await number().inputValue()).toBe('3782 822463 10005');
    expect(await page.getByLabel('Security code').inputValue()).toBe('1234');
    expect(await page.getByRole('table').isVisible()).toBe(false);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/success/);
  });
});
