import { DOCS_PATH } from '../../pages/docs.path.js';
import { PAYMENT_STATUSES } from '../../payments/payment.js';
import type { WebhookLogEntry } from '../../webhooks/webhook.js';
import { VIEWS, withQuery } from '../dashboard.path.js';
import { Head } from '../frame/parts.js';
import type { PaymentCounts } from '../payments/payment-counts.query.js';
import type { PaymentTableProps } from '../payments/payment-table.js';
import { PaymentTable } from '../payments/payment-table.js';
import { WebhookTable } from '../webhooks/webhook-table.js';
import type { StepsProps } from './steps.js';
import { Steps, nextStep } from './steps.js';

export interface OverviewPageProps extends PaymentTableProps {
  readonly steps: StepsProps;
  readonly counts: PaymentCounts;
  /** The latest webhooks. */
  readonly webhooks: readonly WebhookLogEntry[];
  /** How many webhooks failed for good. */
  readonly failed: number;
}

/** The first steps until they are done, then the current state. */
export function OverviewPage(props: OverviewPageProps) {
  const { steps } = props;
  const docs = <a href={DOCS_PATH}>API reference</a>;
  if (nextStep(steps.progress) !== null) {
    return (
      <>
        <Head
          title="Take your first payment"
          lead="The OVGC gateway on your own machine: no account, no network, no real money. Four steps lead to your first webhook. This page updates itself as you go."
        >
          {docs}
        </Head>
        <Steps {...steps} />
      </>
    );
  }
  return (
    <>
      <Head title="Overview">{docs}</Head>
      <CurrentState {...props} />
      <details class="panel" id="connect" open={steps.areRevealed}>
        <summary>
          <strong>Connect a shop</strong>{' '}
          <span class="soft">with a .env file or a curl command</span>
        </summary>
        <Steps {...steps} />
      </details>
    </>
  );
}

function CurrentState({ payments, sellerNames, counts, webhooks, failed }: OverviewPageProps) {
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
          <a href={withQuery(VIEWS.webhooks.path, { state: 'failed' })}>
            <strong class={failed > 0 ? 'tone-bad' : undefined}>{failed}</strong> Failed webhooks
          </a>
        </li>
      </ul>
      <section class="latest">
        <div class="panel-head">
          <h2>Latest payments</h2>
          <a href={VIEWS.payments.path}>All payments</a>
        </div>
        <PaymentTable payments={payments} sellerNames={sellerNames} />
      </section>
      <section class="latest">
        <div class="panel-head">
          <h2>Latest webhooks</h2>
          <a href={VIEWS.webhooks.path}>All webhooks</a>
        </div>
        <WebhookTable webhooks={webhooks} />
      </section>
    </>
  );
}
