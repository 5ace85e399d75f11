import { nameOnCard } from '../cards/card-entry.js';
import type { Reply } from '../pages/reply.js';
import { Page, Redirect } from '../pages/reply.js';
import type { CardOutcome, Payment, SettleResult } from '../payments/payment.js';
import { checkoutPath } from './checkout.path.js';
import type { ClosedState } from './checkout.state.js';
import { DECLINE_BUTTONS, ENDING_BUTTONS } from './forced-outcome.js';
import { ClosedPage, ErrorPage } from './views/closed-page.js';
import type { OpenPageProps } from './views/open-page.js';
import { OpenPage } from './views/open-page.js';

const OUTCOMES = [...ENDING_BUTTONS, ...DECLINE_BUTTONS].map(({ value }) => value).join(', ');

/** No payment has this address. */
export const notFound = errorReply(
  404,
  'There is no payment at this address',
  'Check the link, or go back to the shop and start the payment again. A reset of the sandbox removes earlier payments.',
);

/** Something failed on the server's side. */
export const failed = errorReply(
  500,
  'Something went wrong on our side',
  'Open the payment page again and check whether the payment went through before you try once more. The sandbox’s output has the details.',
);

/** A page of another site sent one of the checkout's forms. */
export const foreignForm = errorReply(
  403,
  'This form was sent from another site',
  'Nothing was charged. Open the payment page itself, and pay or cancel there.',
);

/** The test bar has no button of this name. */
export const unknownOutcome = errorReply(
  422,
  'This outcome does not exist',
  `Nothing has changed. The outcome must be one of ${OUTCOMES}.`,
);

function errorReply(status: number, title: string, text: string): Reply {
  return new Page(<ErrorPage title={title} text={text} />, { status });
}

/** A form that was refused: its problems, and the fields that may be shown again. */
type RefusedForm = Pick<OpenPageProps, 'problems' | 'expiry' | 'name'>;

/** The card form. Unless it was refused it is empty, except for the name, which starts as the seller gave it. */
export function openPage(payment: Payment, now: Date, refused?: RefusedForm): Reply {
  const form = refused ?? { problems: {}, expiry: '', name: nameOnCard(payment) };
  return new Page(<OpenPage payment={payment} now={now} {...form} />, {
    status: refused === undefined ? 200 : 422,
    formTargets: sellerUrls(payment),
  });
}

/** The page of a payment that no longer accepts a card. */
export function closedPage(payment: Payment, state: ClosedState): Reply {
  return new Page(<ClosedPage payment={payment} state={state} />);
}

/**
 * The answer to an attempt to pay a closed payment. The second of two clicks ends here too, so a paid payment leads to
 * the shop like the first.
 */
export function closedToPaying(payment: Payment, state: ClosedState): Reply {
  if (state === 'paid') return new Redirect(payment.successUrl);
  return new Page(<ClosedPage payment={payment} state={state} />, { status: 410 });
}

/** Where the customer goes after the acquirer's answer: a decline leads to `cancel_url` (docs/gateway-api.md, Create a payment). */
export function afterSettling(result: SettleResult, outcome: CardOutcome): Reply {
  const { payment } = result;
  if (result.kind === 'already_paid') return closedToPaying(payment, 'paid');
  if (result.kind !== 'settled') return closedToPaying(payment, result.kind);
  return new Redirect(outcome.kind === 'captured' ? payment.successUrl : payment.cancelUrl);
}

/** Where the customer goes after cancelling. A paid payment stays paid, and its page says so. */
export function afterCancelling({ kind, payment }: SettleResult): Reply {
  return new Redirect(kind === 'already_paid' ? checkoutPath(payment) : payment.cancelUrl);
}

/** The URLs that a payment's forms may lead to. */
export function sellerUrls({ successUrl, cancelUrl }: Payment): readonly string[] {
  return [successUrl, cancelUrl];
}
