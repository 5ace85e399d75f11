import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from './checkout.eventually.js';
import { DashboardStage } from './dashboard.stage.js';

describe('a dashboard that is left open', () => {
  let stage: DashboardStage;

  beforeEach(async () => {
    stage = await DashboardStage.open();
  });
  afterEach(() => stage.close());

  it('keeps what is being typed, and the place that has the focus', async () => {
    const page = await stage.look('/keys');
    const label = page.getByLabel('New key');
    await label.fill('half a wo');

    stage.sandbox.faults.add({ target: 'webhook', kind: 'drop' });
    await page.getByRole('link', { name: '1 fault is set' }).waitFor();

    expect(await label.inputValue()).toBe('half a wo');
    expect(await label.evaluate((field) => field === document.activeElement)).toBe(true);
  });

  it('keeps open what was opened', async () => {
    const page = await stage.look('/keys');
    await page.locator('summary', { hasText: 'Revoke' }).click();

    stage.sandbox.faults.add({ target: 'webhook', kind: 'drop' });
    await page.getByRole('link', { name: '1 fault is set' }).waitFor();

    expect(await page.getByRole('button', { name: 'Revoke this key' }).isVisible()).toBe(true);
  });

  it('stays where a form has led, though an older view of the form comes in after that', async () => {
    const page = await stage.look('/webhooks/trigger');
    // The view that the page fetches for the change below is read only when the test says so.
    await page.evaluate(() => {
      const late = new Promise((resolve) => document.addEventListener('late', resolve));
      Response.prototype.text = async function text() {
        const bytes = await this.arrayBuffer();
        if (this.url.endsWith('/trigger')) {
          document.title = 'late';
          await late;
        }
        return new TextDecoder().decode(bytes);
      };
    });
    stage.sandbox.faults.add({ target: 'api', kind: 'drop' });
    await page.waitForFunction(() => document.title === 'late');

    await page.getByLabel('Event').fill('payment.refunded');
    await page.getByRole('button', { name: 'Send webhook' }).click();
    await page.getByRole('heading', { name: 'payment.refunded' }).waitFor();
    const headings = await page.evaluate(async () => {
      const seen = new Set<string>();
      const watch = () => seen.add(document.querySelector('h1')?.textContent ?? '');
      new MutationObserver(watch).observe(document.body, { childList: true, subtree: true });
      watch();
      document.dispatchEvent(new Event('late'));
      await new Promise((resolve) => setTimeout(resolve, 200));
      return [...seen];
    });

    expect(headings).toEqual(['payment.refunded']);
  });

  it('shows what happened between the making of the page and its listening', async () => {
    const page = await stage.look('/payments');
    await page.route('**/dashboard/events*', async (route) => {
      await stage.order('ORDER-1');
      await route.continue();
    });

    await page.reload();

    const link = page.getByRole('link', { name: 'ORDER-1' });
    await link.waitFor();
    expect(await link.count()).toBe(1);
  });

  it('tells who comes back what was missed, and who missed nothing nothing', async () => {
    const html = await (await fetch(stage.at())).text();
    const place = /data-changes="([^"]+)"/.exec(html)?.[1] ?? '';
    const listen = async (
      headers: Record<string, string>,
      enough: (text: () => string) => Promise<void> = () => sleep(100),
    ) => {
      const stop = new AbortController();
      const response = await fetch(stage.at(`/events?after=${place}`), {
        headers,
        signal: stop.signal,
      });
      const reader = response.body?.getReader();
      const chunks: string[] = [];
      const reading = (async () => {
        for (;;) {
          const chunk = await reader?.read();
          if (chunk?.done !== false) return;
          chunks.push(Buffer.from(chunk.value).toString());
        }
      })().catch(() => undefined);
      await enough(() => chunks.join(''));
      stop.abort();
      await reading;
      return { type: response.headers.get('content-type'), text: chunks.join('') };
    };

    expect(await listen({})).toEqual({
      type: 'text/event-stream',
      text: expect.not.stringContaining('change'),
    });
    await stage.order('ORDER-1');
    const missed = await listen({}, (text) =>
      eventually(() => expect(text()).toMatch(/event: change[^]*\n\n/)),
    );
    const id = /id: (\S+)/.exec(missed.text)?.[1] ?? '';
    expect(await listen({ 'Last-Event-ID': id })).toMatchObject({
      text: expect.not.stringContaining('change'),
    });
  });

  it('does not hold up the end of the sandbox', async () => {
    await stage.look('/payments');
    await stage.look('/webhooks');
    const startedAt = performance.now();

    await stage.sandbox.close();

    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });

  it('goes on when the sandbox is back', async () => {
    const page = await stage.look('/payments');
    const events = page.waitForRequest(/dashboard\/events/);
    await page.context().setOffline(true);
    await stage.order('ORDER-1');
    await page.context().setOffline(false);
    await page.evaluate(() => dispatchEvent(new Event('pagehide')));
    await page.evaluate(() => dispatchEvent(new Event('pageshow')));
    await events;

    const link = page.getByRole('link', { name: 'ORDER-1' });
    await link.waitFor();
    expect(await link.count()).toBe(1);
  });
});
