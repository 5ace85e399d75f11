import { answering } from '../sandbox/sandbox.endpoint.js';
import { DashboardStage } from './dashboard.stage.js';

const webhookSecret = 'secret-of-the-endpoint';

describe('the webhooks of the dashboard', () => {
  let stage: DashboardStage;

  beforeAll(async () => {
    stage = await DashboardStage.open({ webhookSecret }, answering(500, 200));
  });
  beforeEach(() => stage.sandbox.reset());
  afterAll(() => stage.close());

  it('are logged with state, answer and attempts, and grow by those to come', async () => {
    await stage.order('ORDER-1');
    const page = await stage.look('/webhooks');
    await page.getByText('No webhooks yet').waitFor();

    await stage.sandbox.pay('ORDER-1');
    const row = page.getByRole('row').filter({ hasText: 'payment.succeeded' });
    await row.getByText('500', { exact: true }).waitFor();
    await row.getByText('Pending').waitFor();
    await stage.sandbox.clock.advance('5s');

    await row.getByText('Delivered').waitFor();
    await row.getByText('200', { exact: true }).waitFor();
    expect(await row.locator('.number').textContent()).toMatch(/^2/);
  });

  it('are sent again, the very same bytes', async () => {
    await stage.order('ORDER-1');
    await stage.sandbox.pay('ORDER-1');
    await stage.sandbox.idle();
    const [webhook] = await stage.sandbox.webhooks();
    const before = stage.endpoint.arrivals.length;
    const page = await stage.look(`/webhooks/${webhook?.id}`);

    await page.getByRole('button', { name: 'Resend' }).click();
    await page.locator('#done', { hasText: 'exactly the same bytes' }).waitFor();

    expect(await page.locator('.timeline strong').allTextContents()).toEqual([
      expect.stringContaining('Scheduled'),
      expect.stringContaining('Resent'),
    ]);
    expect(stage.endpoint.arrivals).toHaveLength(before + 1);
    expect(stage.endpoint.arrivals[before]?.text).toBe(stage.endpoint.arrivals[before - 1]?.text);
  });

  it('look different for a paid and for a declined payment, delivered or not', async () => {
    await stage.order('ORDER-1');
    await stage.sandbox.pay('ORDER-1', '4000000000000002');
    await stage.sandbox.pay('ORDER-1');
    await stage.sandbox.clock.advance('1m');
    const page = await stage.look('/webhooks');
    const colourOf = (name: string) =>
      page.getByRole('link', { name }).evaluate((link) => getComputedStyle(link).color);

    expect(await colourOf('payment.declined')).not.toBe(await colourOf('payment.succeeded'));
    expect(await page.locator('.badge', { hasText: 'Delivered' }).count()).toBe(2);
    expect(await page.locator('.badge-good').count()).toBe(0);
  });

  it('have columns that cannot be read as one', async () => {
    await stage.sandbox.trigger({ event: 'payment.succeeded' });
    const page = await stage.look('/webhooks', { viewport: { width: 1280, height: 800 } });

    const gap = await page.locator('tbody tr').evaluate((row) => {
      const boxOf = (cell: Element | undefined) => {
        const range = document.createRange();
        if (cell !== undefined) range.selectNodeContents(cell);
        return range.getBoundingClientRect();
      };
      const [attempts, created] = Array.from(row.children).slice(-2);
      return boxOf(created).left - boxOf(attempts).right;
    });

    expect(gap).toBeGreaterThan(40);
  });

  it('show their secret to who asks, and to nobody else', async () => {
    await stage.sandbox.trigger({ event: 'payment.succeeded' });
    const [webhook] = await stage.sandbox.webhooks();
    const page = await stage.look(`/webhooks/${webhook?.id}`);
    expect(await page.content()).not.toContain(webhookSecret);
    expect(await page.getByText('<your webhook signing secret>').isVisible()).toBe(true);

    await page.getByRole('link', { name: 'Show secret' }).click();

    await page.getByText(webhookSecret).waitFor();
    expect(await page.locator('pre').last().textContent()).toContain('application/json');
  });

  it('can be made up, with any field changed or left out', async () => {
    const page = await stage.look('/webhooks');
    await page.getByRole('link', { name: 'Trigger a webhook' }).first().click();

    await page.getByLabel('Event').fill('payment.refunded');
    await page.getByLabel('Transaction', { exact: true }).fill('invoice_made_up');
    await page.getByText('Change the body').click();
    await page.getByLabel('webhook_secret', { exact: true }).fill('wrong');
    await page.getByLabel('success', { exact: true }).fill('true');
    await page.getByLabel('Leave out customer_email').check();
    await page.getByLabel('More fields').fill('{"data": {"order_uuid": "ORDER-9"}}');
    await page.getByRole('button', { name: 'Send webhook' }).click();
    await page.getByRole('heading', { name: 'payment.refunded' }).waitFor();

    expect(JSON.parse(stage.endpoint.arrivals.at(-1)?.text ?? '')).toEqual({
      webhook_secret: 'wrong',
      success: true,
      transaction_id: 'invoice_made_up',
      payment_status: 'payment.refunded',
      data: { order_uuid: 'ORDER-9' },
    });
  });

  it('say beside the field what is wrong with a made-up one, and keep what was typed', async () => {
    const page = await stage.look('/webhooks/trigger');
    await page.getByText('Change the body').click();
    await page.getByLabel('Transaction', { exact: true }).fill('invoice_kept');
    await page.getByLabel('More fields').fill('not json');
    await page.getByRole('button', { name: 'Send webhook' }).click();

    await page.getByText('Enter a JSON object').waitFor();
    const more = page.getByLabel('More fields');
    expect(await more.getAttribute('aria-invalid')).toBe('true');
    expect(await more.inputValue()).toBe('not json');
    expect(await page.getByLabel('Transaction', { exact: true }).inputValue()).toBe('invoice_kept');
  });

  it('say why they cannot be sent when there is no endpoint', async () => {
    await stage.sandbox.trigger({ event: 'payment.succeeded' });
    const [webhook] = await stage.sandbox.webhooks();
    stage.sandbox.setWebhookUrl(null);
    const page = await stage.look(`/webhooks/${webhook?.id}`);

    await page.getByRole('button', { name: 'Resend' }).click();

    expect(await page.getByRole('alert').textContent()).toContain('no address to send');
    stage.sandbox.setWebhookUrl(stage.endpoint.url);
  });
});
