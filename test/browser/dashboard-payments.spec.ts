import { DashboardStage } from './dashboard.stage.js';

describe('the payments of the dashboard', () => {
  let stage: DashboardStage;

  beforeAll(async () => {
    stage = await DashboardStage.open();
  });
  beforeEach(() => stage.sandbox.reset());
  afterAll(() => stage.close());

  const ordersOn = (page: Awaited<ReturnType<DashboardStage['look']>>) =>
    page.locator('tbody th').allTextContents();

  it('appear, and change their status, without a reload', async () => {
    const page = await stage.look('/payments');
    await page.getByText('No payments yet').waitFor();

    await stage.order('ORDER-1');
    const row = page.getByRole('row').filter({ hasText: 'ORDER-1' });
    await row.getByText('Pending').waitFor();
    await stage.sandbox.pay('ORDER-1');

    await row.getByText('Paid').waitFor();
    expect(await page.getByRole('status').last().textContent()).toMatch(/ORDER-1|Webhook/);
  });

  it('are listed newest first, and found by order, transaction or e-mail while one types', async () => {
    const transaction = await stage.order('TEA-1', { email: 'ada@example.com' });
    await stage.order('TEA-2', { email: 'grace@example.com' });
    await stage.order('COFFEE-1', { email: 'linus@example.com' });
    const page = await stage.look('/payments');
    expect(await ordersOn(page)).toEqual(['COFFEE-1', 'TEA-2', 'TEA-1']);

    const search = page.getByRole('searchbox', { name: 'Search payments' });
    for (const [typed, left] of [
      ['TEA', 2],
      ['grace@', 1],
      [transaction, 1],
      ['nobody', 0],
    ] as const) {
      await search.fill(typed);
      await page.waitForFunction(
        (count) => document.querySelectorAll('tbody tr').length === count,
        left,
      );
    }

    await page.getByText('No matching payments').waitFor();
    expect(await search.evaluate((field) => field === document.activeElement)).toBe(true);
  });

  it('can be filtered by status, and keep the filter over a reload and what comes in', async () => {
    await stage.order('ORDER-1');
    await stage.order('ORDER-2');
    await stage.sandbox.pay('ORDER-1');
    const page = await stage.look('/payments');

    await page.getByRole('link', { name: 'Paid 1' }).click();
    await page.waitForURL(/status=Paid/);
    await stage.sandbox.pay('ORDER-2');
    await page.getByRole('link', { name: 'Paid 2' }).waitFor();
    await page.reload();

    expect(await ordersOn(page)).toEqual(['ORDER-2', 'ORDER-1']);
  });

  it('lead on to older ones', async () => {
    for (let number = 1; number <= 30; number += 1) await stage.order(`ORDER-${number}`);
    const page = await stage.look('/payments');
    expect(await ordersOn(page)).toHaveLength(25);

    await page.getByRole('link', { name: 'Older' }).click();
    await page.waitForURL(/after=/);

    expect(await ordersOn(page)).toEqual(['ORDER-5', 'ORDER-4', 'ORDER-3', 'ORDER-2', 'ORDER-1']);
    await page.getByRole('link', { name: 'Newest' }).click();
    await page.getByText('ORDER-30').waitFor();
  });

  it('tell all that happened to one, with its webhooks and their answers', async () => {
    const transaction = await stage.order('ORDER-1', { total_amount: 19.99 });
    const page = await stage.look(`/payments/${transaction}`);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('$19.99');
    expect(await page.getByText('left to pay').isVisible()).toBe(true);

    await stage.sandbox.pay('ORDER-1', '4000000000009995');
    await page.getByText('Insufficient funds').first().waitFor();
    await stage.sandbox.pay('ORDER-1');
    await page.locator('.timeline > li').nth(4).getByText('Delivered').waitFor();

    const entries = await page.locator('.timeline > li strong').allTextContents();
    expect(entries).toEqual([
      'Created',
      'Declined',
      'payment.declined',
      'Paid',
      'payment.succeeded',
    ]);
    expect(await page.getByRole('link', { name: 'Open checkout' }).count()).toBe(0);
  });

  it.each([
    ['Pay', 'Paid', 'payment.succeeded'],
    ['Expire', 'Expired', 'payment.declined'],
    ['Cancel', 'Declined', 'payment.declined'],
    ['Decline', 'Declined', 'payment.declined'],
  ])('can be made to end: %s', async (button, status, event) => {
    const transaction = await stage.order('ORDER-1');
    const before = stage.endpoint.arrivals.length;
    const page = await stage.look(`/payments/${transaction}`);

    await page.getByRole('button', { name: button, exact: true }).click();
    await page.locator('.title-line').first().getByText(status).waitFor();
    await stage.sandbox.idle();

    expect(stage.endpoint.events().slice(before)).toEqual([event]);
  });

  it('can be told of by a webhook that is not true, and stay what they are', async () => {
    const transaction = await stage.order('ORDER-1');
    const page = await stage.look(`/payments/${transaction}`);

    await page.getByRole('button', { name: 'payment.succeeded' }).click();
    await page.locator('.timeline').getByText('triggered').waitFor();

    const payment = await stage.sandbox.payments.findByOrder('ORDER-1');
    expect(payment?.status).toBe('Pending');
    expect(stage.endpoint.arrivals.at(-1)?.text).toContain(transaction);
  });

  it('are not there after a reset: a page says so', async () => {
    const response = await fetch(stage.at('/payments/invoice_gone'));

    expect(response.status).toBe(404);
    expect(await response.text()).toContain('Not found');
  });
});
