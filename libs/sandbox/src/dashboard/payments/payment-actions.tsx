import { DECLINE_BUTTONS } from '../../checkout/forced-outcome.js';
import type { Payment } from '../../payments/payment.js';
import { TRIGGER_PATH, paymentPath, withQuery } from '../dashboard.path.js';

const ENDINGS = { succeed: 'Pay', expire: 'Expire', cancel: 'Cancel' };

/** What can be done to a payment, and which webhooks can be sent for it. */
export function PaymentActions(props: { readonly payment: Payment; readonly isOpen: boolean }) {
  const { payment, isOpen } = props;
  const path = paymentPath(payment.transactionId);
  return (
    <section class="panel form">
      <h2>Actions</h2>
      {isOpen ? <OutcomeForms action={`${path}/outcome`} /> : null}
      <form class="form" method="post" action={`${path}/trigger`}>
        <p class="soft">
          Send a webhook for this payment, whether or not it is true. The payment does not change.
        </p>
        <div class="buttons">
          {['payment.succeeded', 'payment.declined'].map((event) => (
            <button key={event} class="button" name="event" value={event}>
              {event}
            </button>
          ))}
        </div>
        <p class="small">
          <a href={withQuery(TRIGGER_PATH, { transaction_id: payment.transactionId })}>
            Customize the webhook
          </a>
        </p>
      </form>
    </section>
  );
}

function OutcomeForms({ action }: { readonly action: string }) {
  return (
    <>
      <form class="form" method="post" action={action}>
        <p class="soft">Act as the customer: the payment changes and the webhook is sent.</p>
        <div class="buttons">
          {Object.entries(ENDINGS).map(([outcome, text]) => (
            <button key={outcome} class="button" name="outcome" value={outcome}>
              {text}
            </button>
          ))}
        </div>
      </form>
      <form class="line" method="post" action={action}>
        <div class="field">
          <label for="reason">Decline the card</label>
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
    </>
  );
}
