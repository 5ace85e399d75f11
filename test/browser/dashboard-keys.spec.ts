import { create } from '../sandbox/sandbox.seller.js';
import { DashboardStage } from './dashboard.stage.js';

const SECRETS = { apiKey: 'key-of-the-first-seller', webhookSecret: 'secret-of-the-first-seller' };

describe('the API keys of the dashboard', () => {
  let stage: DashboardStage;

  beforeEach(async () => {
    stage = await DashboardStage.open(SECRETS);
  });
  afterEach(() => stage.close());

  const answerTo = async (apiKey: string) =>
    (await create(stage.sandbox, { api_key: apiKey, order_uuid: `ORDER-${Math.random()}` })).body;

  it('are shown, and copied, only when somebody asks', async () => {
    const page = await stage.look('/keys', { permissions: ['clipboard-read', 'clipboard-write'] });
    expect(await page.content()).not.toContain(SECRETS.apiKey);
    expect(await page.content()).not.toContain(SECRETS.webhookSecret);

    await page.getByRole('button', { name: 'Copy API key Default' }).click();
    await page.getByText('Copied').first().waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(SECRETS.apiKey);
    expect(await page.content()).not.toContain(SECRETS.apiKey);

    await page.getByRole('link', { name: 'Show API key Default' }).click();
    await page.getByText(SECRETS.apiKey).waitFor();
    expect(await page.content()).not.toContain(SECRETS.webhookSecret);
  });

  it('rotate: asks first, then the old key is refused and the new one taken', async () => {
    const page = await stage.look('/keys');
    await page.locator('summary', { hasText: 'Rotate' }).first().click();
    expect(await answerTo(SECRETS.apiKey)).toMatchObject({ status: true });

    await page.getByRole('button', { name: 'Rotate this key' }).click();
    await page.locator('#done', { hasText: 'API key rotated' }).waitFor();

    expect(await answerTo(SECRETS.apiKey)).toMatchObject({ status: false });
    await page.getByRole('link', { name: 'Show API key Default' }).click();
    const shown = page.locator('.secret code').first();
    await page.getByRole('link', { name: 'Hide API key Default' }).waitFor();
    expect(await answerTo((await shown.textContent()) ?? '')).toMatchObject({ status: true });
  });

  it('can be created beside another, and revoked', async () => {
    const page = await stage.look('/keys');
    await page.getByLabel('New key').fill('CI');
    await page.getByRole('button', { name: 'Create key' }).click();
    await page.locator('#done', { hasText: 'API key created' }).waitFor();

    const first = page.getByRole('listitem').filter({ hasText: 'Default' });
    await first.locator('summary', { hasText: 'Revoke' }).click();
    await first.getByRole('button', { name: 'Revoke this key' }).click();
    await first.getByText('Revoked', { exact: true }).waitFor();

    expect(await answerTo(SECRETS.apiKey)).toMatchObject({ status: false });
    expect(await page.getByRole('link', { name: 'Show API key CI' }).isVisible()).toBe(true);
  });

  it('go with an endpoint: its address and its secret change what is sent', async () => {
    const page = await stage.look('/keys');
    await page.getByRole('textbox', { name: 'URL' }).fill('nonsense');
    await page.getByRole('button', { name: 'Save endpoint' }).click();
    await page.getByText('give an http(s) address').waitFor();
    expect(await page.getByRole('textbox', { name: 'URL' }).getAttribute('aria-invalid')).toBe(
      'true',
    );

    await page.getByRole('textbox', { name: 'URL' }).fill(`${stage.endpoint.url}?mine=1`);
    await page.getByRole('button', { name: 'Save endpoint' }).click();
    await page.locator('#done', { hasText: 'Endpoint saved' }).waitFor();
    await page.locator('summary', { hasText: 'Rotate' }).last().click();
    await page.getByRole('button', { name: 'Rotate the secret' }).click();
    await page.locator('#done', { hasText: 'Webhook secret rotated' }).waitFor();
    await stage.sandbox.trigger({ event: 'payment.succeeded' });

    expect(stage.endpoint.arrivals).toHaveLength(1);
    expect(stage.endpoint.arrivals[0]?.text).not.toContain(SECRETS.webhookSecret);
  });

  it('go with a gateway that can be switched off, and every view says so', async () => {
    const page = await stage.look('/keys');
    await page.getByLabel('Active.').uncheck();
    await page.getByLabel('Minimum amount').fill('0');
    await page.getByRole('button', { name: 'Save gateway' }).click();
    await page.getByText('at least 0.01').waitFor();
    await page.getByLabel('Minimum amount').fill('10');
    await page.getByRole('button', { name: 'Save gateway' }).click();
    await page.getByRole('link', { name: 'The gateway is inactive' }).waitFor();

    expect(await answerTo(SECRETS.apiKey)).toEqual({
      status: false,
      error: 'Payment gateway inactive',
    });
    await page.getByRole('link', { name: 'Payments', exact: true }).click();
    await page.waitForURL(/payments/);
    await page.getByRole('link', { name: 'The gateway is inactive' }).waitFor();
  });

  it('belong to sellers, of whom there can be several', async () => {
    const page = await stage.look('/keys');
    await page.getByText('Add a seller').click();
    await page.getByLabel('Name').fill('Second shop');
    await page.getByRole('button', { name: 'Add seller' }).click();
    await page.getByRole('heading', { name: 'Second shop' }).waitFor();
    const second = page.getByRole('region', { name: 'Second shop' });
    await second.getByRole('link', { name: 'Show API key Default' }).click();
    await second.getByRole('link', { name: 'Hide API key Default' }).waitFor();
    const key = (await second.locator('.secret code').first().textContent()) ?? '';
    expect(await answerTo(key)).toMatchObject({ status: true });
    expect(await answerTo(SECRETS.apiKey)).toMatchObject({ status: true });

    await page.goto(stage.at('/payments'));
    expect(await page.locator('tbody tr').count()).toBe(2);
    await page.getByLabel('Seller', { exact: true }).selectOption('Second shop');
    await page.waitForURL(/seller=/);
    expect(await page.locator('tbody tr').count()).toBe(1);
  });
});
