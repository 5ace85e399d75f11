import { formatAmount } from '../../pages/amount.js';
import type { CardSummary, Payment } from '../../payments/payment.js';
import { checkoutPath } from '../checkout.path.js';
import { sellerName } from '../seller.js';
import { CheckoutDocument } from '../views/checkout-document.js';
import { OrderSummary } from '../views/order-summary.js';

/** What a customer's bank shows in 3-D Secure; here with a button for each way it can end. */
export function ChallengePage(props: { readonly payment: Payment; readonly card: CardSummary }) {
  const { payment, card } = props;
  const amount = formatAmount(payment.amount);
  return (
    <CheckoutDocument
      title={`Confirm ${amount} with your bank`}
      address={checkoutPath(payment, 'challenge')}
    >
      <OrderSummary payment={payment} lead="Pay" />
      <div class="desk">
        <form class="challenge" method="post" action={checkoutPath(payment, 'challenge')}>
          <p class="challenge-issuer">3-D Secure</p>
          <h2>Your bank asks whether it is you</h2>
          <p>
            {sellerName(payment)} wants {amount} from your {card.brand} card ending in{' '}
            {card.lastFour}. In the sandbox, choose how the check ends.
          </p>
          <button class="button button-primary" name="answer" value="complete">
            Complete
          </button>
          <button class="button button-outline" name="answer" value="fail">
            Fail
          </button>
          <button class="button button-quiet" name="answer" value="abandon">
            Abandon
          </button>
        </form>
      </div>
    </CheckoutDocument>
  );
}
