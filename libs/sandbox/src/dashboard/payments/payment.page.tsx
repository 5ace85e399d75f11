import type { ComponentChildren } from 'preact';
import { checkoutPath } from '../../checkout/checkout.path.js';
import type { CheckoutState } from '../../checkout/checkout.state.js';
import { isWebUrl } from '../../checkout/seller.js';
import { formatAmount } from '../../pages/amount.js';
import type { Payment } from '../../payments/payment.js';
import type { PaymentTimelineEntry } from '../../payments/payment.timeline.js';
import { VIEWS } from '../dashboard.path.js';
import { CopyButton } from '../frame/copy-button.js';
import { writeCountdown } from '../frame/moment.js';
import { Problem } from '../frame/problem.js';
import { PaymentBadge } from '../frame/status-badge.js';
import { PaymentActions } from './payment-actions.js';
import { Timeline } from './timeline.js';

export interface PaymentPageProps {
  readonly payment: Payment;
  readonly state: CheckoutState;
  readonly timeline: readonly PaymentTimelineEntry[];
  readonly sellerName: string;
  /** The sandbox's own origin, in front of the checkout's path. */
  readonly origin: string;
  readonly now: Date;
  readonly problem: string | null;
}

/** A payment: what it is of, what has happened to it, and what can be made to happen. */
export function PaymentPage(props: PaymentPageProps) {
  const { payment, state, timeline, now, problem } = props;
  return (
    <>
      <p class="crumb">
        <a href={VIEWS.payments.path}>Payments</a>
      </p>
      <div class="head">
        <div>
          <div class="title-line">
            <h1 class="amount-large">{formatAmount(payment.amount)}</h1>
            <PaymentBadge status={payment.status} />
          </div>
          <p class="soft">
            {payment.productTitle === null ? '' : `${payment.productTitle}, `}order{' '}
            <strong>{payment.orderUuid}</strong>
            {state === 'open' ? (
              <>
                , <TimeLeft payment={payment} now={now} /> left to pay
              </>
            ) : null}
          </p>
        </div>
        {state === 'open' ? (
          <a class="button button-primary" href={checkoutPath(payment)} target="_blank">
            Open checkout
          </a>
        ) : null}
      </div>
      <Problem text={problem} />
      <div class="columns">
        <section class="panel">
          <h2>Timeline</h2>
          <Timeline entries={timeline} endsAt={state === 'open' ? payment.expiresAt : null} />
        </section>
        <div class="stack">
          <PaymentActions payment={payment} isOpen={state === 'open'} />
          <Facts {...props} />
        </div>
      </div>
    </>
  );
}

function TimeLeft({ payment, now }: { readonly payment: Payment; readonly now: Date }) {
  const until = payment.expiresAt.getTime();
  return (
    <span class="tabular" data-until={until}>
      {writeCountdown(until - now.getTime())}
    </span>
  );
}

function Facts({ payment, sellerName, origin }: PaymentPageProps) {
  const { transactionId, email, firstName, lastName, card, successUrl, cancelUrl } = payment;
  const name = [firstName, lastName].filter(Boolean).join(' ');
  const checkoutUrl = `${origin}${checkoutPath(payment)}`;
  return (
    <section class="panel">
      <h2>Details</h2>
      <dl class="facts">
        <Fact term="Transaction">
          <span class="secret">
            <span class="mono">{transactionId}</span>
            <CopyButton label="Copy transaction id" text={transactionId} />
          </span>
        </Fact>
        <Fact term="Customer">
          {name === '' ? null : (
            <>
              {name}
              <br />
            </>
          )}
          {email}
        </Fact>
        {card === null ? null : (
          <Fact term="Card">
            {card.brand} ending in {card.lastFour}
          </Fact>
        )}
        <Fact term="Seller">{sellerName}</Fact>
        <Fact term="Checkout">
          <span class="secret">
            <a class="mono" href={checkoutPath(payment)} target="_blank">
              {checkoutUrl}
            </a>
            <CopyButton label="Copy checkout link" text={checkoutUrl} />
          </span>
        </Fact>
        <Fact term="Success URL">
          <Url url={successUrl} />
        </Fact>
        <Fact term="Cancel URL">
          <Url url={cancelUrl} />
        </Fact>
      </dl>
    </section>
  );
}

function Fact(props: { readonly term: string; readonly children: ComponentChildren }) {
  return (
    <div>
      <dt>{props.term}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

/** A seller's URL may be anything; only one that opens a page is a link. */
function Url({ url }: { readonly url: string }) {
  if (!isWebUrl(url)) return <span class="mono">{url}</span>;
  return (
    <a class="mono" href={url} target="_blank" rel="noreferrer">
      {url}
    </a>
  );
}
