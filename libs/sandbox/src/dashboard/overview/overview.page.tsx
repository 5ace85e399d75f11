import { DOCS_PATH } from '../../pages/docs.path.js';
import { PAYMENT_STATUSES } from '../../payments/payment.js';
import { VIEWS, withQuery } from '../dashboard.path.js';
import type { PaymentCounts } from '../payments/payment-counts.query.js';
import type { PaymentTableProps } from '../payments/payment-table.js';
import { PaymentTable } from '../payments/payment-table.js';
import type { WebhookSummary } from '../webhooks/webhook-list.query.js';
import { WebhookTable } from '../webhooks/webhook-table.js';
import { nextStep } from './first-steps.js';
import type { StepsProps } from './steps.js';
import { Steps } from './steps.js';

export interface OverviewPageProps extends PaymentTableProps {
  readonly steps: StepsProps;
  readonly counts: PaymentCounts;
  /** The latest webhooks. */
  readonly webhooks: readonly WebhookSummary[];
  /** How many webhooks were given up. */
  readonly failed: number;
}

/** What to do next at first, and later how things stand. */
export function OverviewPage(props: OverviewPageProps) {
  const { steps } = props;
  const isNew = nextStep(steps.progress) !== null;
  return (
    <>
      <div class="head">
        <h1>{isNew ? 'Take your first payment' : 'Overview'}</h1>
        <a href={DOCS_PATH}>API reference</a>
      </div>
      {isNew ? (
        <>
          <p class="lead">
            The OVGC gateway on your own machine: no account, no network, no real money. Four steps
            lead to your first webhook, and this page keeps up with you.
          </p>
          <Steps {...steps} />
        </>
      ) : (
        <>
          <Standing {...props} />
          <details class="panel" id="connect" open={steps.areRevealed}>
            <summary>
              <strong>Connect a shop</strong>{' '}
              <span class="soft">its .env, and a line for the terminal</span>
            </summary>
            <Steps {...steps} />
          </details>
        </>
      )}
    </>
  );
}

function Standing({ payments, sellerNames, now, counts, webhooks, failed }: OverviewPageProps) {
  return (
    <>
      <ul class="figures">
        {PAYMENT_STATUSES.map((status) => (
          <li key={status}>
            <a href={withQuery(VIEWS.payments.path, { status })}>
              <strong>{counts[status]}</strong> {status}
            </a>
          </li>
        ))}
        <li>
          <a
            class={failed > 0 ? 'is-alarm' : undefined}
            href={withQuery(VIEWS.webhooks.path, { state: 'failed' })}
          >
            <strong>{failed}</strong> webhooks failed
          </a>
        </li>
      </ul>
      <section class="latest">
        <div class="panel-head">
          <h2>Latest payments</h2>
          <a href={VIEWS.payments.path}>All payments</a>
        </div>
        <PaymentTable payments={payments} sellerNames={sellerNames} now={now} />
      </section>
      <section class="latest">
        <div class="panel-head">
          <h2>Latest webhooks</h2>
          <a href={VIEWS.webhooks.path}>All webhooks</a>
        </div>
        <WebhookTable webhooks={webhooks} now={now} />
      </section>
    </>
  );
}
