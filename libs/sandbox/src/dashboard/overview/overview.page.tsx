import type { ComponentChildren } from 'preact';
import { DOCS_PATH } from '../../pages/docs.path.js';
import type { Payment, PaymentStatus } from '../../payments/payment.js';
import { PAYMENT_STATUSES } from '../../payments/payment.js';
import type { WebhookLogEntry } from '../../webhooks/webhook.js';
import { VIEWS, withQuery } from '../dashboard.path.js';
import { Head } from '../frame/parts.js';
import { PaymentTable } from '../payments/payments.page.js';
import { WebhookTable } from '../webhooks/webhooks.page.js';
import type { StepsProps } from './steps.js';
import { Steps, nextStep } from './steps.js';

export interface OverviewPageProps extends StepsProps {
  /** The latest payments and webhooks. */
  readonly payments: readonly Payment[];
  readonly webhooks: readonly WebhookLogEntry[];
  readonly counts: Readonly<Partial<Record<PaymentStatus, number>>>;
  /** How many webhooks failed for good. */
  readonly failed: number;
  /** Whether there are several sellers. */
  readonly hasSellers: boolean;
}

/** The first steps until they are done, then the current state. */
export function OverviewPage(props: OverviewPageProps) {
  const docs = <a href={DOCS_PATH}>API reference</a>;
  if (nextStep(props) !== null) {
    return (
      <>
        <Head
          title="Take your first payment"
          lead="The OVGC gateway on your own machine: no account, no network, no real money. Four steps lead to your first webhook. This page updates itself as you go."
        >
          {docs}
        </Head>
        <Steps {...props} />
      </>
    );
  }
  return (
    <>
      <Head title="Overview">{docs}</Head>
      <Figures {...props} />
      <Latest view="payments">
        <PaymentTable {...props} />
      </Latest>
      <Latest view="webhooks">
        <WebhookTable webhooks={props.webhooks} />
      </Latest>
      <details class="panel" id="connect" open={props.areRevealed}>
        <summary>
          <strong>Connect a shop</strong>{' '}
          <span class="soft">with a .env file or a curl command</span>
        </summary>
        <Steps {...props} />
      </details>
    </>
  );
}

function Figures({ counts, failed }: OverviewPageProps) {
  return (
    <ul class="figures">
      {PAYMENT_STATUSES.map((status) => (
        <li key={status}>
          <a href={withQuery(VIEWS.payments.path, { status })}>
            <strong>{counts[status] ?? 0}</strong> {status}
          </a>
        </li>
      ))}
      <li>
        <a href={withQuery(VIEWS.webhooks.path, { state: 'failed' })}>
          <strong class={failed > 0 ? 'tone-bad' : undefined}>{failed}</strong> Failed webhooks
        </a>
      </li>
    </ul>
  );
}

function Latest(props: {
  readonly view: 'payments' | 'webhooks';
  readonly children: ComponentChildren;
}) {
  const { view, children } = props;
  return (
    <section class="latest">
      <div class="panel-head">
        <h2>Latest {view}</h2>
        <a href={VIEWS[view].path}>All {view}</a>
      </div>
      {children}
    </section>
  );
}
