import { DECLINE_BUTTONS } from '../../checkout/test-bar/forced-outcome.js';
import type { Payment } from '../../payments/payment.js';
import { paymentPath, withQuery } from '../dashboard.path.js';
import { TRIGGER_PATH } from '../webhooks/webhooks.path.js';

/** What can be made to happen to a payment, and what can be told of it. */
export function PaymentActions(props: { readonly payment: Payment; readonly isOpen: boolean }) {
  const { payment, isOpen } = props;
  const path = paymentPath(payment.transactionId);
  return (
    <section class="panel form">
      <h2>Actions</h2>
      {isOpen ? (
        <form class="form" method="post" action={`${path}/outcome`}>
          <p class="soft">
            As if the customer had done it: the status moves and the webhook leaves.
          </p>
          <div class="buttons">
            <button class="button" name="outcome" value="succeed">
              Pay
            </button>
            <button class="button" name="outcome" value="expire">
              Expire
            </button>
            <button class="button" name="outcome" value="cancel">
              Cancel
            </button>
          </div>
        </form>
      ) : null}
      {isOpen ? (
        <form class="line" method="post" action={`${path}/outcome`}>
          <div class="field">
            <label for="reason">Decline a card</label>
            <select id="reason" name="outcome">
              {DECLINE_BUTTONS.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
          </div>
          <button class="button">Decline</button>
        </form>
      ) : null}
      <form class="form" method="post" action={`${path}/trigger`}>
        <p class="soft">Send a webhook of it, true or not. The payment stays as it is.</p>
        <div class="buttons">
          <button class="button" name="event" value="payment.succeeded">
            payment.succeeded
          </button>
          <button class="button" name="event" value="payment.declined">
            payment.declined
          </button>
        </div>
        <p class="small">
          <a href={withQuery(TRIGGER_PATH, { transaction_id: payment.transactionId })}>
            With other fields
          </a>
        </p>
      </form>
    </section>
  );
}
