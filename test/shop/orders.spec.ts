import {
  json,
  reset,
  startGateway,
  transactionOf,
  type ScriptedGateway,
} from '../support/gateway.js';
import {
  getJson,
  postJson,
  startShop,
  type PlacedOrder,
  type RunningShop,
} from '../support/shop.js';

const HTML = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

describe('ordering in the shop', () => {
  let gateway: ScriptedGateway;
  let shop: RunningShop;

  beforeAll(async () => {
    gateway = await startGateway();
    shop = await startShop({ baseUrl: gateway.baseUrl });
  });
  afterAll(async () => {
    await shop.close();
    await gateway.close();
  });

  it('is healthy', async () => {
    const answer = await fetch(`${shop.url}/health`);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ status: 'ok' });
  });

  it('lists three products with their amounts as numbers', async () => {
    expect(await getJson(`${shop.url}/products`)).toEqual([
      { sku: 'night-heron', title: 'Night Heron', amount: 25 },
      { sku: 'tide-tables', title: 'Tide Tables', amount: 19.99 },
      { sku: 'allotment-almanac', title: 'Allotment Almanac', amount: 120 },
    ]);
  });

  it('answers an order as JSON with where to pay it', async () => {
    const answer = await postJson(`${shop.url}/orders`, {
      sku: 'tide-tables',
      email: ' ada@example.com ',
    });
    const { orderUuid, checkoutUrl, ...rest } = (await answer.json()) as PlacedOrder;

    expect(answer.status).toBe(201);
    expect(answer.headers.get('location')).toBe(`/orders/${orderUuid}`);
    expect(checkoutUrl).toBe(`https://gateway.test/checkout/${orderUuid}`);
    expect(rest).toEqual({});
    expect(await shop.show(orderUuid)).toEqual({
      orderUuid,
      status: 'Pending',
      amount: 19.99,
      transactionId: transactionOf(orderUuid),
      fulfilments: 0,
    });
    expect(gateway.calls.at(-1)?.body).toMatchObject({
      order_uuid: orderUuid,
      total_amount: 19.99,
      email: 'ada@example.com',
      product_title: 'Tide Tables',
      success_url: `${shop.url}/orders/${orderUuid}`,
      cancel_url: `${shop.url}/orders/${orderUuid}?cancelled`,
    });
  });

  it('sends the browser that posts its form on to the checkout', async () => {
    const answer = await postForm(`${shop.url}/orders`, {
      sku: 'night-heron',
      email: 'ada@example.com',
    });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toMatch(/^https:\/\/gateway\.test\/checkout\//);
  });

  it.each([
    ['no body', undefined, ['sku must be', 'email must be']],
    ['an empty object', {}, ['sku must be', 'email must be']],
    ['an unknown product', { sku: 'mona-lisa', email: 'ada@example.com' }, ['sku must be one of']],
    ['no address', { sku: 'night-heron', email: 'ada@' }, ['email must be an address']],
    ['an address that is a list', { sku: 'night-heron', email: ['a@b.co'] }, ['email must be']],
    ['a sku that is an object', { sku: { $ne: 1 }, email: 'ada@example.com' }, ['sku must be']],
    ['a list', [{ sku: 'night-heron', email: 'ada@example.com' }], ['sku must be']],
  ])('refuses %s with what to put right', async (_what, body, messages) => {
    const calls = gateway.calls.length;
    const answer = await postJson(`${shop.url}/orders`, body);
    expect(answer.status).toBe(400);
    const { message } = (await answer.json()) as { message: string[] };
    for (const expected of messages) {
      expect(message).toContainEqual(expect.stringContaining(expected));
    }
    expect(gateway.calls).toHaveLength(calls);
  });

  it.each([
    ['JSON that is none', 'application/json', '{"sku":'],
    ['a text', 'text/plain', 'a heron, please'],
  ])('refuses %s, in JSON', async (_what, type, body) => {
    const answer = await fetch(`${shop.url}/orders`, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    });
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toContain('application/json');
  });

  it('shows a form again as it was filled in, and escapes it', async () => {
    const answer = await postForm(`${shop.url}/orders`, {
      sku: 'tide-tables',
      email: '"><img src=x onerror=alert(1)>',
    });
    const page = await answer.text();
    expect(answer.status).toBe(400);
    expect(page).toContain('Enter an e-mail address');
    expect(page).toContain('value="&quot;>&lt;img src=x onerror=alert(1)>"');
    expect(page).not.toContain('<img src=x');
    expect(page).toMatch(/value="tide-tables"[^>]*checked/);
  });

  it('takes no form that another site posts', async () => {
    const answer = await postForm(
      `${shop.url}/orders`,
      { sku: 'night-heron', email: 'ada@example.com' },
      { 'sec-fetch-site': 'cross-site', origin: 'https://elsewhere.example' },
    );
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain('That came from somewhere else');
  });

  describe('when the gateway fails', () => {
    it('answers 503 when it can not be reached, keeps the order, and pays it on the next try', async () => {
      gateway.next(reset, reset, reset);
      const answer = await postJson(`${shop.url}/orders`, {
        sku: 'night-heron',
        email: 'ada@example.com',
      });
      const { orderUuid, message } = (await answer.json()) as {
        orderUuid: string;
        message: string;
      };
      expect(answer.status).toBe(503);
      expect(answer.headers.get('retry-after')).toBe('5');
      expect(message).toContain(`POST /orders/${orderUuid}/pay`);
      expect(await shop.show(orderUuid)).toMatchObject({ status: 'Pending', transactionId: null });

      const again = await postJson(`${shop.url}/orders/${orderUuid}/pay`);
      expect(again.status).toBe(201);
      expect(await again.json()).toEqual({
        orderUuid,
        checkoutUrl: `https://gateway.test/checkout/${orderUuid}`,
      });
      expect(gateway.calls.at(-1)?.body['order_uuid']).toBe(orderUuid);
    });

    it.each([
      ['Invalid amount', 400, 422, 'invalid_amount'],
      ['The selected email is invalid.', 200, 422, 'validation_failed'],
      ['Unauthorized', 401, 502, 'unauthorized'],
    ])(
      'answers as the payments module does when it says “%s”',
      async (error, said, status, code) => {
        gateway.next(json(said, { status: false, error }));
        const answer = await postJson(`${shop.url}/orders`, {
          sku: 'night-heron',
          email: 'ada@example.com',
        });
        expect(answer.status).toBe(status);
        const body = (await answer.json()) as object;
        expect(body).toMatchObject({ statusCode: status, code });
        expect(JSON.stringify(body)).not.toMatch(/OvgcModule|apiKey|127\.0\.0\.1/);
      },
    );

    it('answers 502 when its account is inactive, and keeps the order', async () => {
      gateway.next(json(400, { status: false, error: 'Payment gateway inactive' }));
      const answer = await postJson(`${shop.url}/orders`, {
        sku: 'night-heron',
        email: 'ada@example.com',
      });
      const body = (await answer.json()) as { orderUuid: string };
      expect(answer.status).toBe(502);
      expect(body).toMatchObject({
        code: 'gateway_inactive',
        message: expect.stringMatching(/^Payments are not available.+POST \/orders\/.+\/pay/),
      });
      expect((await postJson(`${shop.url}/orders/${body.orderUuid}/pay`)).status).toBe(201);
    });

    it('brings a browser to the page of its order, which offers to try again', async () => {
      gateway.next(json(400, { status: false, error: 'Payment gateway inactive' }));
      const answer = await postForm(`${shop.url}/orders`, {
        sku: 'night-heron',
        email: 'ada@example.com',
      });
      const location = answer.headers.get('location') ?? '';
      expect(answer.status).toBe(303);
      expect(location).toMatch(/^\/orders\/[0-9a-f-]{36}$/);

      const page = await (await fetch(shop.url + location, { headers: HTML })).text();
      expect(page).toContain('The payment page did not open');
      expect(page).toContain(`action="${location}/pay"`);
      expect((await postForm(`${shop.url}${location}/pay`, {})).headers.get('location')).toMatch(
        /^https:\/\/gateway\.test\/checkout\//,
      );
    });
  });

  describe('an order that is not there', () => {
    it.each(['', '/pay', '/retry', '/events'])('is 404 at /orders/nobodys%s', async (path) => {
      const method = path === '/pay' || path === '/retry' ? 'POST' : 'GET';
      const accept = path === '/events' ? 'text/event-stream' : 'application/json';
      const answer = await fetch(`${shop.url}/orders/nobodys${path}`, {
        method,
        headers: { accept },
      });
      expect(answer.status).toBe(404);
      expect(await answer.json()).toMatchObject({ message: 'there is no order nobodys' });
    });

    it('is a page for a person', async () => {
      const answer = await fetch(`${shop.url}/orders/nobodys`, { headers: HTML });
      expect(answer.status).toBe(404);
      expect(answer.headers.get('content-type')).toContain('text/html');
      expect(await answer.text()).toContain('No such page');
    });
  });

  describe('the pages', () => {
    it('run nothing but their own script, and are framed by nobody', async () => {
      const { orderUuid } = await shop.order();
      for (const path of ['/', '/orders', `/orders/${orderUuid}`, '/nowhere', '/assets/shop.css']) {
        const { headers } = await fetch(shop.url + path, { headers: HTML });
        const policy = headers.get('content-security-policy') ?? '';
        expect(policy.split(';')).toEqual(
          expect.arrayContaining([
            "default-src 'none'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "script-src 'self'",
            `form-action 'self' ${new URL(gateway.baseUrl).origin}`,
          ]),
        );
        expect(headers.get('x-content-type-options')).toBe('nosniff');
        expect(headers.get('referrer-policy')).toBe('same-origin');
        expect(headers.get('strict-transport-security')).toBeNull();
        expect(headers.get('x-powered-by')).toBeNull();
      }
    });

    it('carry no secret and no address in the list of orders', async () => {
      await shop.order('night-heron', 'somebody@example.com');
      const page = await (await fetch(`${shop.url}/orders`, { headers: HTML })).text();
      expect(page).toContain('Night Heron');
      expect(page).not.toContain('somebody@example.com');
      expect(page).not.toContain('sandbox_');
    });

    it('are JSON for who asks for it', async () => {
      const { orderUuid } = await shop.order();
      const [newest] = await getJson<unknown[]>(`${shop.url}/orders`);
      expect(newest).toEqual(await shop.show(orderUuid));
    });
  });
});

function postForm(
  url: string,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { ...HTML, ...headers },
    body: new URLSearchParams(fields),
    redirect: 'manual',
  });
}
