import type { CardProblems } from '../cards/card-problem.js';
import type { CardOutcome, Payment, SettleResult } from '../payments/payment.js';
import { checkoutPath } from './checkout.path.js';
import type { CheckoutReply } from './checkout.reply.js';
import type { CheckoutState } from './checkout.state.js';
import { ClosedPage } from './views/closed-page.js';
import { LostPage } from './views/lost-page.js';
import { OpenPage } from './views/open-page.js';

/** No payment has this address. */
export const notFound: CheckoutReply = {
  kind: 'page',
  status: 404,
  document: (
    <LostPage
      title="There is no payment at this address"
      text="Check the link, or go back to the shop and start the payment again. After a reset of the sandbox, earlier payments are gone."
    />
  ),
  formTargets: [],
};

/** Something failed on the server's side. */
export const failed: CheckoutReply = {
  kind: 'page',
  status: 500,
  document: (
    <LostPage
      title="Something went wrong on our side"
      text="Open the payment page again to see where the payment stands before you try once more. The sandbox's output has the details."
    />
  ),
  formTargets: [],
};

/** A page of another site sent one of the checkout's forms. */
export const foreignForm: CheckoutReply = {
  kind: 'page',
  status: 403,
  document: (
    <LostPage
      title="This form was sent from another site"
      text="Nothing was charged. Open the payment page itself, and pay or cancel there."
    />
  ),
  formTargets: [],
};

/** The card form, empty for a first or another try. The name starts as the seller gave it. */
export function openPage(payment: Payment, now: Date): CheckoutReply {
  const name = [payment.firstName, payment.lastName].filter(Boolean).join(' ');
  return {
    kind: 'page',
    status: 200,
    document: <OpenPage payment={payment} now={now} problems={{}} expiry="" name={name} />,
    formTargets: sellerUrls(payment),
  };
}

/** The card form with what is wrong in it, and with what may be kept of it. */
export function refusedForm(
  payment: Payment,
  now: Date,
  problems: CardProblems,
  kept: { readonly expiry: string; readonly name: string },
): CheckoutReply {
  return {
    kind: 'page',
    status: 422,
    document: <OpenPage payment={payment} now={now} problems={problems} {...kept} />,
    formTargets: sellerUrls(payment),
  };
}

/** A look at a payment that takes no card any more. */
export function closedPage(
  payment: Payment,
  state: Exclude<CheckoutState, 'open'>,
  status: 200 | 410 = 200,
): CheckoutReply {
  return {
    kind: 'page',
    status,
    document: <ClosedPage payment={payment} state={state} />,
    formTargets: [],
  };
}

/**
 * The answer to an attempt to pay a payment that is closed. The second of two presses lands here as well,
 * so a paid one leads to the shop like the first.
 */
export function closedToPaying(
  payment: Payment,
  state: Exclude<CheckoutState, 'open'>,
): CheckoutReply {
  if (state === 'paid') return { kind: 'redirect', location: payment.successUrl };
  return closedPage(payment, state, 410);
}

/** Where the customer goes after the acquirer's word: a decline leads to `cancel_url` (OVGC API, Request parameters). */
export function afterSettling(result: SettleResult, outcome: CardOutcome): CheckoutReply {
  const { payment } = result;
  if (result.kind === 'already_paid') return closedToPaying(payment, 'paid');
  if (result.kind !== 'settled') return closedToPaying(payment, result.kind);
  return {
    kind: 'redirect',
    location: outcome.kind === 'captured' ? payment.successUrl : payment.cancelUrl,
  };
}

/** Where the customer goes after turning away. What is paid stays paid, and its page says so. */
export function afterCancelling({ kind, payment }: SettleResult): CheckoutReply {
  return {
    kind: 'redirect',
    location: kind === 'already_paid' ? checkoutPath(payment) : payment.cancelUrl,
  };
}

/** The URLs that a payment's forms may end at. */
export function sellerUrls({ successUrl, cancelUrl }: Payment): readonly string[] {
  return [successUrl, cancelUrl];
}
