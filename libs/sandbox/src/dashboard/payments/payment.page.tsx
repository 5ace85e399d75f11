import { useContext } from 'preact/hooks';
import { checkoutPath, isWebUrl } from '../../checkout/checkout.path.js';
import { formatAmount } from '../../pages/amount.js';
import { Facts } from '../../pages/facts.js';
import type { Payment } from '../../payments/payment.js';
import type { PaymentTimelineEntry } from '../../payments/payment.timeline.js';
import { VIEWS } from '../dashboard.path.js';
import { CopyButton } from '../frame/actions.js';
import { PaymentBadge } from '../frame/badges.js';
import { formatCountdown } from '../frame/moment.js';
import { Problem } from '../frame/form.js';
import { Head } from '../frame/parts.js';
import { ClockContext } from '../frame/surroundings.js';
import { PaymentActions } from './payment-actions.js';
import { Timeline } from './timeline.js';

export interface PaymentPageProps {
  readonly payment: Payment;
  /** Whether its checkout page accepts a card. */
  readonly isOpen: boolean;
  readonly timeline: readonly PaymentTimelineEntry[];
  /** The sandbox's own origin, for the checkout's address. */
  readonly origin: string;
}

/** A payment: what it is, what happened to it, and what can be done to it. */
export function PaymentPage(props: PaymentPageProps) {
  const { payment, isOpen, timeline } = props;
  return (
    <>
      <Head crumb={VIEWS.payments} title={<Title {...props} />}>
        {isOpen ? (
          <a class="button button-primary" href={checkoutPath(payment)} target="_blank">
            Open checkout
          </a>
        ) : null}
      </Head>
      <Problem />
      <div class="columns">
        <section class="panel">
          <h2>Timeline</h2>
          <Timeline entries={timeline} endsAt={isOpen ? payment.expiresAt : null} />
        </section>
        <div class="stack">
          <PaymentActions payment={payment} isOpen={isOpen} />
          <Details {...props} />
        </div>
      </div>
    </>
  );
}

function Title({ payment, isOpen }: PaymentPageProps) {
  const { amount, status, productTitle, orderUuid, expiresAt } = payment;
  const { now } = useContext(ClockContext);
  const until = expiresAt.getTime();
  return (
    <div>
      <div class="title-line">
        <h1 class="amount-large">{formatAmount(amount)}</h1>
        <PaymentBadge status={status} />
      </div>
      <p class="soft">
        {productTitle === null ? '' : `${productTitle}, `}order <strong>{orderUuid}</strong>
        {isOpen ? (
          <>
            ,{' '}
            <span class="tabular" data-until={until}>
              {formatCountdown(until - now.getTime())}
            </span>{' '}
            left to pay
          </>
        ) : null}
      </p>
    </div>
  );
}

function Details({ payment, origin }: PaymentPageProps) {
  const { transactionId, email, firstName, lastName, card, successUrl, cancelUrl } = payment;
  const name = [firstName, lastName].filter(Boolean).join(' ');
  const checkoutUrl = `${origin}${checkoutPath(payment)}`;
  return (
    <section class="panel">
      <h2>Details</h2>
      <Facts
        facts={{
          Transaction: (
            <span class="secret">
              <span class="mono">{transactionId}</span>
              <CopyButton label="Copy transaction ID" text={transactionId} />
            </span>
          ),
          Customer: name === '' ? email : [name, <br key="break" />, email],
          Card: card === null ? null : `${card.brand} ending in ${card.lastFour}`,
          Seller: payment.sellerName,
          Checkout: (
            <span class="secret">
              <a class="mono" href={checkoutPath(payment)} target="_blank">
                {checkoutUrl}
              </a>
              <CopyButton label="Copy checkout link" text={checkoutUrl} />
            </span>
          ),
          'Success URL': <Url url={successUrl} />,
          'Cancel URL': <Url url={cancelUrl} />,
        }}
      />
    </section>
  );
}

/** A seller's URL can be anything, so it is a link only if it opens a page. */
function Url({ url }: { readonly url: string }) {
  if (!isWebUrl(url)) return <span class="mono">{url}</span>;
  return (
    <a class="mono" href={url} target="_blank" rel="noreferrer">
      {url}
    </a>
  );
}
