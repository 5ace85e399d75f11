import type { Payment } from '../../payments/payment.js';
import { checkoutPath } from '../checkout.path.js';
import type { OutcomeButton } from '../forced-outcome.js';
import { DECLINE_BUTTONS, ENDING_BUTTONS } from '../forced-outcome.js';
import { TestCardTable } from './test-card-table.js';

/** The bar above the page: it marks test mode, and opens to what a real checkout page does not have. */
export function TestBar({ payment }: { readonly payment: Payment }) {
  return (
    <details class="test-bar">
      <summary>
        <span>
          <strong>Test mode</strong> <span class="test-bar-promise">No real money moves here.</span>
        </span>
        <span class="test-bar-more">Outcomes and test cards</span>
      </summary>
      <div class="test-panel">
        <section class="force" aria-labelledby="force-title">
          <h2 id="force-title">Force an outcome</h2>
          <p>
            Works as if you had used the matching test card: the payment changes, the webhook is
            sent, and you return to the shop.
          </p>
          <form method="post" action={checkoutPath(payment, 'force')}>
            <OutcomeButtons buttons={ENDING_BUTTONS} />
            <fieldset>
              <legend>Decline</legend>
              <OutcomeButtons buttons={DECLINE_BUTTONS} />
            </fieldset>
          </form>
        </section>
        <TestCardTable />
      </div>
    </details>
  );
}

function OutcomeButtons({ buttons }: { readonly buttons: readonly OutcomeButton[] }) {
  return (
    <div class="buttons">
      {buttons.map(({ value, label }) => (
        <button
          key={value}
          class={value === 'succeed' ? 'button button-primary' : 'button'}
          name="outcome"
          value={value}
        >
          {label}
        </button>
      ))}
    </div>
  );
}
