import type { IncomingHttpHeaders } from 'node:http';
import { request } from 'node:http';
import { DashboardStage } from './dashboard.stage.js';

const VIEWS = ['', '/payments', '/webhooks', '/webhooks/trigger', '/keys', '/faults', '/clock'];

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
}

describe('access to the dashboard', () => {
  let stage: DashboardStage;

  beforeAll(async () => {
    stage = await DashboardStage.open({ apiKey: 'key-to-be-kept', webhookSecret: 'secret-kept' });
  });
  afterAll(() => stage.close());

  /** Unlike fetch, may name any host. */
  const ask = (path: string, headers: Record<string, string>, method = 'GET') =>
    new Promise<Answer>((resolve, reject) => {
      request(stage.at(path), { method, headers }, (response) => {
        response.resume();
        resolve({ status: response.statusCode, headers: response.headers });
      })
        .on('error', reject)
        .end();
    });

  it.each([...VIEWS, '/env', '/curl', '/keys/default/secret/plain', '/events', '/nothing'])(
    'is refused to who reaches it by a name that may have been made to point here: %s',
    async (view) => {
      expect(await ask(view, { host: 'evil.example' })).toMatchObject({ status: 403 });
    },
  );

  it.each([
    '/reset',
    '/faults',
    '/faults/clear',
    '/clock/advance',
    '/keys',
    '/keys/default/secret/rotate',
    '/webhooks/trigger',
    '/payments/invoice_1/outcome',
  ])('is refused to a form of another site: %s', async (action) => {
    const refused = await ask(action, { origin: 'https://evil.example' }, 'POST');
    const opaque = await ask(action, { origin: 'null' }, 'POST');

    expect([refused.status, opaque.status]).toEqual([403, 403]);
  });

  it('puts no view into a frame, a cache or a referrer of another site', async () => {
    for (const view of VIEWS) {
      const { status, headers } = await ask(view, {});

      expect([view, status]).toEqual([view, 200]);
      expect(headers['content-security-policy']).toMatch(
        /default-src 'none'.*script-src 'self'.*form-action 'self'.*frame-ancestors 'none'/,
      );
      expect(headers['cache-control']).toBe('no-store');
      expect(headers['referrer-policy']).toBe('same-origin');
    }
  });

  it('has no inline script, no inline style and no secret in any view', async () => {
    await stage.order('ORDER-1');
    await stage.sandbox.pay('ORDER-1');
    await stage.sandbox.idle();
    for (const view of VIEWS) {
      const html = await (await fetch(stage.at(view))).text();

      expect(html.match(/<script(?![^>]* src=)|<style|\sstyle=|\son[a-z]+=/g)).toBeNull();
      expect(html).not.toMatch(/key-to-be-kept|secret-kept/);
    }
  });

  it('shows what a stranger typed as text, and no link that runs a script', async () => {
    const transaction = await stage.order('<img src=x onerror=alert(1)>', {
      email: 'ada@example.com',
      product_title: '"><script>alert(2)</script>',
    });
    await stage.sandbox.trigger({ event: '<b>bold</b>', overrides: { x: '</pre><script>' } });
    const [webhook] = await stage.sandbox.webhooks({ limit: 1 });

    for (const view of ['/payments', `/payments/${transaction}`, `/webhooks/${webhook?.id}`]) {
      const html = await (await fetch(stage.at(view))).text();
      expect(html).not.toMatch(/<img src=x|<script>|<b>bold/);
    }
  });

  it('says only what it knows, whatever the address says was done', async () => {
    const html = await (await fetch(stage.at('?done=Your+account+was+closed'))).text();

    expect(html).not.toContain('account was closed');
  });

  it('makes no browser complain', async () => {
    const page = await stage.look();
    for (const view of VIEWS) await page.goto(stage.at(view));
    await page.getByRole('button', { name: '10 seconds' }).click();
    await page.locator('#done', { hasText: 'advanced' }).waitFor();

    expect(stage.complaints).toEqual([]);
  });
});

describe('the dashboard of a sandbox that other machines reach', () => {
  let stage: DashboardStage;

  beforeAll(async () => {
    stage = await DashboardStage.open({ host: '0.0.0.0' });
  });
  afterAll(() => stage.close());

  it('works in a browser that knows the password: views, forms, and updates by themselves', async () => {
    const { adminPassword: password } = stage.sandbox;
    const page = await stage.look('/payments', {
      httpCredentials: { username: 'anybody', password },
    });
    await stage.order('ORDER-LIVE');
    await page.getByRole('link', { name: 'ORDER-LIVE' }).click();
    await page.getByRole('button', { name: 'Pay', exact: true }).click();
    await page.getByText('Paid').first().waitFor();

    expect(await stage.sandbox.payments.findByOrder('ORDER-LIVE')).toMatchObject({
      status: 'Paid',
    });
    expect(stage.complaints).toEqual([]);
  });

  it('shows nothing to a browser that does not', async () => {
    const page = await stage.look('', {
      httpCredentials: { username: 'admin', password: 'sandbox' },
    });
    expect(await page.locator('body').innerText()).toMatch(/^This sandbox listens on 0\.0\.0\.0/);
  });
});
