import type { CardProblems } from '../../cards/card-problem.js';
import { CARD_FIELDS, CARD_PROBLEMS } from '../../cards/card-problem.js';

/** Every mistake of the form in one place, each a link to its field. Empty and hidden without any. */
export function ErrorSummary({ problems }: { readonly problems: CardProblems }) {
  const hasProblems = Object.keys(problems).length > 0;
  return (
    <section
      id="error-summary"
      class="error-summary"
      aria-labelledby="error-summary-title"
      tabindex={-1}
      hidden={!hasProblems}
      autofocus={hasProblems}
    >
      <h2 id="error-summary-title">Nothing was charged: check the card details</h2>
      <ul>
        {CARD_FIELDS.map((field) => {
          const problem = problems[field];
          if (problem === undefined) return null;
          return (
            <li key={field}>
              <a href={`#${field}`}>{CARD_PROBLEMS[problem]}</a>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
