import type { CardProblems } from '../../cards/card-problems.js';
import { CARD_FIELDS, CARD_PROBLEMS } from '../../cards/card-problems.js';
import { formatAmount } from '../../pages/amount.js';
import type { Payment } from '../../payments/payment.js';
import { checkoutPath } from '../checkout.path.js';
import { secondsLeft } from '../checkout.state.js';
import { DECLINE_MESSAGES } from '../forced-outcome.js';
import { CardForm } from './card-form.js';
import { CheckoutPage } from './checkout-page.js';
import { TestBar } from './test-bar.js';

export interface OpenPageProps {
  readonly payment: Payment;
  /** The time by the sandbox's clock. */
  readonly now: Date;
  readonly problems: CardProblems;
  readonly expiry: string;
  readonly name: string;
}

/** The page of a payment that waits for a card. */
export function OpenPage(props: OpenPageProps) {
  const { payment, now, problems } = props;
  const title = `Pay ${formatAmount(payment.amount)} to ${payment.sellerName}`;
  const hasProblems = Object.keys(problems).length > 0;
  return (
    <CheckoutPage
      title={hasProblems ? `Error: ${title}` : title}
      payment={payment}
      lead="Pay"
      mark={<TestBar payment={payment} />}
    >
      <ErrorSummary problems={problems} />
      {hasProblems ? null : <DeclineNotice payment={payment} />}
      <div class="desk-head">
        <h2>Pay by card</h2>
        <TimeLeft seconds={secondsLeft(payment, now)} />
      </div>
      <CardForm {...props} />
      <p class="promise">Only the card’s brand and last four digits are stored.</p>
      <form class="cancel" method="post" action={checkoutPath(payment, 'cancel')}>
        <button class="button button-quiet" type="submit">
          Cancel and return to {payment.sellerName}
        </button>
      </form>
    </CheckoutPage>
  );
}

/** All problems of the form in one place, each a link to its field. Hidden while there are none. */
function ErrorSummary({ problems }: { readonly problems: CardProblems }) {
  const hasProblems = Object.keys(problems).length > 0;
  return (
    <section
      id="error-summary"
      class="note note-bad"
      aria-labelledby="error-summary-title"
      tabindex={-1}
      hidden={!hasProblems}
      autofocus={hasProblems}
    >
      <h2 id="error-summary-title">Nothing was charged: check the card details</h2>
      <ul>
        {CARD_FIELDS.map((field) => {
          const problem = problems[field];
          if (problem === undefined) return null;
          return (
            <li key={field}>
              <a href={`#${field}`}>{CARD_PROBLEMS[problem]}</a>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function DeclineNotice({ payment: { declineReason, card } }: { readonly payment: Payment }) {
  if (declineReason === null) return null;
  return (
    <div class="note note-bad">
      <p>
        <strong>
          {card === null ? 'The card' : `${card.brand} ending in ${card.lastFour}`} was declined
        </strong>
      </p>
      <p>{DECLINE_MESSAGES[declineReason]}</p>
    </div>
  );
}

/** Without scripts the minutes left when the page was made; with scripts a countdown that is not read out. */
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
