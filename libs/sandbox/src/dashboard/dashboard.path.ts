/** The path of the dashboard. */
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

export type ViewName = keyof typeof VIEWS;

/** The form that triggers a webhook. */
export const TRIGGER_PATH = `${VIEWS.webhooks.path}/trigger`;

/** The page of a payment. */
export function paymentPath(transactionId: string): string {
  return `${VIEWS.payments.path}/${encodeURIComponent(transactionId)}`;
}

/** The page of a webhook in the log. */
export function webhookPath(id: string): string {
  return `${VIEWS.webhooks.path}/${encodeURIComponent(id)}`;
}

/** Where a form about a seller is posted. */
export function sellerAction(sellerId: string, action: string): string {
  return `${VIEWS.keys.path}/${encodeURIComponent(sellerId)}/${action}`;
}

/** Where a form about an API key is posted. */
export function keyAction(sellerId: string, keyId: string, action: string): string {
  return sellerAction(sellerId, `keys/${encodeURIComponent(keyId)}/${action}`);
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
