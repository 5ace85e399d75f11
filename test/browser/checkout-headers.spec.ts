import type { Page } from 'playwright-core';
import { CheckoutStage, pressPay, typeCard } from './checkout.stage.js';

describe('the answers of the checkout', () => {
  let stage: CheckoutStage;
  let url: string;

  beforeAll(async () => {
    stage = await CheckoutStage.open();
    ({ url } = await stage.newPayment());
  });
  afterAll(() => stage.close());

  const every: [string, () => Promise<Response>][] = [
    ['the page', () => fetch(url)],
    ['the refused form', () => stage.post(url, { code: '' })],
    ['the state', () => fetch(`${url}/state`)],
    ['the unknown payment', () => fetch(`${stage.sandbox.url}/checkout/nobodys`)],
    ['the paid card’s redirect', async () => stage.post((await stage.newPayment()).url)],
    [
      'the expired payment',
      async () => {
        const late = await stage.newPayment();
        await stage.sandbox.clock.advance('30m');
        ({ url } = await stage.newPayment());
        return stage.post(late.url);
      },
    ],
  ];

  it.each(every)(
    'are kept by no cache, told to no other site and not sniffed: %s',
    async (_, ask) => {
      const { headers } = await ask();

      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('strict-transport-security')).toBeNull();
      expect(headers.get('cache-control')).toBe('no-store');
    },
  );

  it('are not sniffed, and told to no other site, when they are no page of the checkout either', async () => {
    const tooLarge = await stage.post(url, { name: 'A'.repeat(300_000) });
    const lostFile = await fetch(`${stage.sandbox.url}/assets/checkout.00000000.css`);

    for (const { headers } of [tooLarge, lostFile]) {
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  it('allow a page nothing but its own, and its forms the way to the shop', async () => {
    const policy = (await fetch(url)).headers.get('content-security-policy');

    expect(policy).toBe(
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; " +
        `form-action 'self' ${stage.shop.origin}; frame-ancestors 'none'; base-uri 'none'`,
    );
    expect(policy).not.toContain('upgrade-insecure-requests');
  });

  it('carry no inline script, no inline style and no handler', async () => {
    const html = await (await fetch(url)).text();

    expect(html.match(/<script(?![^>]* src=)/g)).toBeNull();
    expect(html.match(/<style|\sstyle=|\son[a-z]+=/g)).toBeNull();
  });

  it('give the page’s own files for ever, by names that change with what is in them', async () => {
    const html = await (await fetch(url)).text();
    const files = Array.from(
      html.matchAll(/(?:href|src)="(\/[^"]+\.(?:css|js|svg))"/g),
      ([, path]) => path,
    );
    expect(files).toHaveLength(3);

    for (const path of files) {
      // oxlint-disable-next-line no-await-in-loop -- one file after the other reads best when one fails
      const { status, headers } = await fetch(`${stage.sandbox.url}${path}`);
      expect([path, status, headers.get('cache-control')]).toEqual([
        expect.stringMatching(/\.[0-9a-f]{8}\./),
        200,
        'public, max-age=31536000, immutable',
      ]);
    }
  });

  it('know no file of another version', async () => {
    const answer = await fetch(`${stage.sandbox.url}/assets/checkout.00000000.css`);

    expect(answer.status).toBe(404);
  });
});

describe('a browser on the checkout page', () => {
  let stage: CheckoutStage;

  beforeAll(async () => {
    stage = await CheckoutStage.open();
  });
  afterAll(() => stage.close());

  const listen = (page: Page) => {
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', ({ message }) => complaints.push(message));
    return complaints;
  };

  it('has nothing to complain about, from the page to the shop', async () => {
    const page = await stage.newPage();
    const complaints = listen(page);
    await page.goto((await stage.newPayment()).url);

    await typeCard(page);
    await pressPay(page);
    await page.waitForURL(/\/success/);

    expect(complaints).toEqual([]);
  });

  it('shows a title with markup in it as text', async () => {
    const title = '<img src=x onerror="document.title=1"> & <b>bold</b>';
    const page = await stage.newPage();
    const complaints = listen(page);

    await page.goto((await stage.newPayment({ product_title: title })).url);

    expect(await page.getByText(title).isVisible()).toBe(true);
    expect(await page.locator('img').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it('is told the language, the amount and who is paid', async () => {
    const page = await stage.newPage();

    await page.goto((await stage.newPayment({ total_amount: 1299 })).url);

    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toMatch(
      /^Pay Sandbox seller\s+\$1,299\.00$/,
    );
    expect(await page.title()).toBe('Pay $1,299.00 to Sandbox seller');
    expect(await page.getByText('customer@example.com').isVisible()).toBe(true);
  });
});
