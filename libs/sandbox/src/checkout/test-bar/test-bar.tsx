import type { Payment } from '../../payments/payment.js';
import { checkoutPath } from '../checkout.path.js';
import type { OutcomeButton } from './forced-outcome.js';
import { DECLINE_BUTTONS, ENDINGS } from './forced-outcome.js';
import { TestCardTable } from './test-card-table.js';

/** The bar above the page that says what this is, and holds what a real page does not have. Closed at first. */
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
            As if its test card had been typed: the payment moves, the webhook leaves, and you are
            sent back to the shop.
          </p>
          <form method="post" action={checkoutPath(payment, 'force')}>
            <div class="force-buttons">
              <OutcomeButtons buttons={ENDINGS} />
            </div>
            <fieldset>
              <legend>Decline</legend>
              <div class="force-buttons">
                <OutcomeButtons buttons={DECLINE_BUTTONS} />
              </div>
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
    <>
      {buttons.map(({ value, label }) => (
        <button key={value} class={`force-${value}`} name="outcome" value={value}>
          {label}
        </button>
      ))}
    </>
  );
}
