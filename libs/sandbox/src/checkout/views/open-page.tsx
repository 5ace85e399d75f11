import type { CardProblems } from '../../cards/card-problem.js';
import { DECLINE_MESSAGES } from '../../cards/decline-reason.js';
import { formatAmount } from '../../pages/amount.js';
import type { Payment } from '../../payments/payment.js';
import { checkoutPath } from '../checkout.path.js';
import { secondsLeft } from '../checkout.state.js';
import { sellerName } from '../seller.js';
import { TestBar } from '../test-bar/test-bar.js';
import { CardForm } from './card-form.js';
import { CheckoutDocument } from './checkout-document.js';
import { ErrorSummary } from './error-summary.js';
import { OrderSummary } from './order-summary.js';

export interface OpenPageProps {
  readonly payment: Payment;
  /** The time by the sandbox's clock. */
  readonly now: Date;
  readonly problems: CardProblems;
  readonly expiry: string;
  readonly name: string;
}

/** The page of a payment that waits for a card. */
export function OpenPage({ payment, now, problems, expiry, name }: OpenPageProps) {
  const seller = sellerName(payment);
  const title = `Pay ${formatAmount(payment.amount)} to ${seller}`;
  const hasProblems = Object.keys(problems).length > 0;
  return (
    <CheckoutDocument
      title={hasProblems ? `Error: ${title}` : title}
      address={checkoutPath(payment)}
      mark={<TestBar payment={payment} />}
    >
      <OrderSummary payment={payment} lead="Pay" />
      <div class="desk">
        <ErrorSummary problems={problems} />
        {hasProblems ? null : <DeclineNotice payment={payment} />}
        <div class="desk-head">
          <h2>Pay by card</h2>
          <TimeLeft seconds={secondsLeft(payment, now)} />
        </div>
        <CardForm payment={payment} now={now} problems={problems} expiry={expiry} name={name} />
        <p class="promise">Of a card, only its brand and last four digits are ever kept.</p>
        <form class="cancel" method="post" action={checkoutPath(payment, 'cancel')}>
          <button class="button button-quiet" type="submit">
            Cancel and return to {seller}
          </button>
        </form>
      </div>
    </CheckoutDocument>
  );
}

function DeclineNotice({ payment: { declineReason, card } }: { readonly payment: Payment }) {
  if (declineReason === null) return null;
  return (
    <div class="notice">
      <p>
        <strong>
          {card === null ? 'The card' : `${card.brand} ending in ${card.lastFour}`} was declined
        </strong>
      </p>
      <p>{DECLINE_MESSAGES[declineReason]}</p>
    </div>
  );
}

/** Without scripts the minutes left when the page was made; with them, a countdown that is not read out. */
function TimeLeft({ seconds }: { readonly seconds: number }) {
  const minutes = Math.ceil(seconds / 60);
  return (
    <p class="time">
      <span class="time-label">Time left</span>{' '}
      <span id="time-left" role="timer" data-seconds={seconds}>
        {minutes} {minutes === 1 ? 'minute' : 'minutes'}
      </span>
      <span id="time-notice" class="visually-hidden" role="status" />
    </p>
  );
}
