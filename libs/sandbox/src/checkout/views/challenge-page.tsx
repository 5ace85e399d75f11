import { formatAmount } from '../../pages/amount.js';
import type { CardSummary, Payment } from '../../payments/payment.js';
import { checkoutPath } from '../checkout.path.js';
import { CheckoutPage } from './checkout-page.js';

/** What a customer's bank shows in 3-D Secure; here with a button for each way it can end. */
export function ChallengePage(props: { readonly payment: Payment; readonly card: CardSummary }) {
  const { payment, card } = props;
  const amount = formatAmount(payment.amount);
  return (
    <CheckoutPage
      title={`Confirm ${amount} with your bank`}
      payment={payment}
      lead="Pay"
      action="challenge"
    >
      <form class="state" method="post" action={checkoutPath(payment, 'challenge')}>
        <p class="challenge-issuer">3-D Secure</p>
        <h2>Confirm this payment with your bank</h2>
        <p>
          {payment.sellerName} is charging {amount} to your {card.brand} card ending in{' '}
          {card.lastFour}. In the sandbox, choose how the check ends.
        </p>
        <button class="button button-primary" name="answer" value="complete">
          Complete
        </button>
        <button class="button" name="answer" value="fail">
          Fail
        </button>
        <button class="button button-quiet" name="answer" value="abandon">
          Abandon
        </button>
      </form>
    </CheckoutPage>
  );
}
