/** Where the dashboard lives. */
export const DASHBOARD_PATH = '/dashboard';

/** The views of the dashboard, in the order of its navigation. */
export const VIEWS = {
  overview: { title: 'Overview', path: DASHBOARD_PATH },
  payments: { title: 'Payments', path: `${DASHBOARD_PATH}/payments` },
  webhooks: { title: 'Webhooks', path: `${DASHBOARD_PATH}/webhooks` },
  keys: { title: 'API keys', path: `${DASHBOARD_PATH}/keys` },
  faults: { title: 'Faults', path: `${DASHBOARD_PATH}/faults` },
  clock: { title: 'Clock', path: `${DASHBOARD_PATH}/clock` },
} as const;

export type View = keyof typeof VIEWS;

/** A payment's page. */
export function paymentPath(transactionId: string): string {
  return `${VIEWS.payments.path}/${encodeURIComponent(transactionId)}`;
}

/** A webhook's page in the log. */
export function webhookPath(id: string): string {
  return `${VIEWS.webhooks.path}/${encodeURIComponent(id)}`;
}

/** A path with those query fields that have a value. */
export function withQuery(
  path: string,
  fields: Readonly<Record<string, string | null | undefined>>,
): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    if (value !== null && value !== undefined && value !== '') query.set(name, value);
  }
  return query.size === 0 ? path : `${path}?${query}`;
}
