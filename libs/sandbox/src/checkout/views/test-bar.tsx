import { spaceDigits } from '../../cards/card-number.js';
import type { TestCard, TestCardOutcome } from '../../cards/test-cards.js';
import { TEST_CARDS } from '../../cards/test-cards.js';
import type { Payment } from '../../payments/payment.js';
import { checkoutPath } from '../checkout.path.js';
import type { OutcomeButton } from '../forced-outcome.js';
import { DECLINE_BUTTONS, ENDING_BUTTONS } from '../forced-outcome.js';

const TONES: Readonly<Record<TestCardOutcome['kind'], string>> = {
  captured: 'tone-good',
  challenge: 'tone-ask',
  declined: '',
  wrong_number: '',
};

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

/** The cards that the sandbox accepts. With scripts, clicking a number fills in the form. */
function TestCardTable() {
  const cards: readonly TestCard[] = Object.values(TEST_CARDS);
  return (
    <section class="test-cards" aria-labelledby="test-cards-title">
      <h2 id="test-cards-title">Test cards</h2>
      <p>
        Only these cards work here. Use any future expiry date and any security code of the right
        length.
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">Card number</th>
            <th scope="col">What happens</th>
          </tr>
        </thead>
        <tbody>
          {cards.map(({ number, brand, title, outcome }) => (
            <tr key={number}>
              <td data-card>{spaceDigits(number)}</td>
              <td class={TONES[outcome.kind]}>
                {outcome.kind === 'captured' ? `${title} (${brand})` : title}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
