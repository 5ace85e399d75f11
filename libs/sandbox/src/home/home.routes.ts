/** A route as the home page lists it. */
export interface RouteEntry {
  readonly method: 'GET' | 'POST' | 'DELETE' | 'GET, POST' | 'GET, POST, DELETE';
  readonly path: string;
  readonly does: string;
}

/** Routes that belong together. */
export interface RouteGroup {
  readonly title: string;
  readonly routes: readonly RouteEntry[];
}

/** What the sandbox answers to. */
export const ROUTE_GROUPS: readonly RouteGroup[] = [
  {
    title: 'Gateway API',
    routes: [
      {
        method: 'POST',
        path: '/backend/api/payment-request-api',
        does: 'Creates a payment and answers with its checkout URL.',
      },
      {
        method: 'GET',
        path: '/backend/api/order-status/:transaction_id',
        does: 'Tells where a payment stands. Needs the header x-api-key.',
      },
    ],
  },
  {
    title: 'Hosted checkout',
    routes: [
      {
        method: 'GET',
        path: '/checkout/:id',
        does: 'The page that a customer pays on. It lists the test cards.',
      },
    ],
  },
  {
    title: 'Control',
    routes: [
      {
        method: 'GET, POST',
        path: '/_sandbox/clock',
        does: 'Reads the clock, turns it forward: {"advance":"31m"} or {"set":"2030-01-01T00:00:00Z"}.',
      },
      {
        method: 'GET',
        path: '/_sandbox/webhooks',
        does: 'The webhook log, newest first, with every attempt. Takes limit and transaction_id.',
      },
      {
        method: 'POST',
        path: '/_sandbox/webhooks/:id/resend',
        does: 'Sends a webhook of the log again, the very same bytes.',
      },
      {
        method: 'POST',
        path: '/_sandbox/trigger',
        does: 'Sends a webhook at once, true or made up: {"event":"payment.succeeded"}.',
      },
      {
        method: 'GET, POST, DELETE',
        path: '/_sandbox/faults',
        does: 'Makes things go wrong: {"target":"webhook","kind":"duplicate"}.',
      },
      {
        method: 'GET, POST',
        path: '/_sandbox/settings',
        does: 'The gateway active or not, its minimum amount, where webhooks go.',
      },
      {
        method: 'POST',
        path: '/_sandbox/reset',
        does: 'Forgets payments, webhooks, faults and settings; the clock shows real time again.',
      },
    ],
  },
];
