import { spaceDigits } from '../../cards/card-number.js';
import type { TestCard, TestCardOutcome } from '../../cards/test-cards.js';
import { TEST_CARDS } from '../../cards/test-cards.js';

const TONES: Readonly<Record<TestCardOutcome['kind'], string>> = {
  captured: 'tone-good',
  challenge: 'tone-ask',
  declined: '',
  wrong_number: '',
};

/** The cards that the sandbox accepts. With scripts, clicking a number fills in the form. */
export function TestCardTable() {
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
