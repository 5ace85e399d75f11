import { Document } from '../pages/document.js';
import type { RouteGroup } from './home.routes.js';
import { ROUTE_GROUPS } from './home.routes.js';

export interface HomePageProps {
  /** The sandbox's own address. */
  readonly url: string;
  readonly now: Date;
  readonly webhookUrl: string | null;
  readonly stylesheet: string;
  readonly icon: string;
}

/** Says what this server is and what can be done with it. */
export function HomePage({ url, now, webhookUrl, stylesheet, icon }: HomePageProps) {
  return (
    <Document title="OVGC sandbox" stylesheet={stylesheet} icon={icon}>
      <main>
        <h1>OVGC sandbox</h1>
        <p>
          The OVGC payment gateway on your own machine: its API, its hosted checkout page and its
          webhooks, with a clock you can turn. Point your shop at <code>{url}/backend/api</code> and
          use the key that the sandbox was started with.
        </p>
        <p>
          {webhookUrl === null ? (
            <>
              Webhooks go nowhere: set <code>WEBHOOK_URL</code> and start again, or post it to{' '}
              <code>/_sandbox/settings</code>.
            </>
          ) : (
            <>
              Webhooks go to <code>{webhookUrl}</code>.
            </>
          )}{' '}
          The clock shows <time dateTime={now.toISOString()}>{now.toUTCString()}</time>.
        </p>
        <h2>A first payment</h2>
        <pre tabIndex={0}>{firstPayment(url)}</pre>
        {ROUTE_GROUPS.map((group) => (
          <Routes key={group.title} {...group} />
        ))}
      </main>
    </Document>
  );
}

function Routes({ title, routes }: RouteGroup) {
  return (
    <section>
      <h2>{title}</h2>
      <dl>
        {routes.map(({ method, path, does }) => (
          <div key={path}>
            <dt>
              <code>
                <span class="method">{method}</span> {path}
              </code>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function firstPayment(url: string): string {
  return `curl ${url}/backend/api/payment-request-api \\
  -H "Content-Type: application/json" \\
  -d '{
    "api_key": "'"$OVGC_API_KEY"'",
    "order_uuid": "ORDER-2026-0001",
    "total_amount": 25.00,
    "product_title": "Premium Plan",
    "email": "customer@example.com",
    "success_url": "https://yoursite.com/success",
    "cancel_url": "https://yoursite.com/cancel"
  }'`;
}
