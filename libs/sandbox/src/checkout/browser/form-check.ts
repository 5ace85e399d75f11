import type { CardEntry, CardField, CardProblem } from '../../cards/card-problems.js';
import { CARD_FIELDS, CARD_PROBLEMS, cardProblems } from '../../cards/card-problems.js';

/**
 * Checks the form before it is sent, so that number and code need not be typed again after a mistake, and so that a
 * real card's number never leaves the browser. The server repeats all checks.
 */
export function checkForm(form: HTMLFormElement): void {
  const summary = document.querySelector<HTMLElement>('#error-summary');
  const list = summary?.querySelector('ul');
  if (!summary || !list) return;
  const plainTitle = document.title.replace(/^Error: /, '');
  const now = new Date(form.dataset['now'] ?? '');
  const inputOf = (field: CardField) => form.querySelector<HTMLInputElement>(`#${field}`);
  const valueOf = (field: CardField) => inputOf(field)?.value.trim() ?? '';

  const findProblems = () => {
    const entry = Object.fromEntries(CARD_FIELDS.map((field) => [field, valueOf(field)]));
    return cardProblems(entry as CardEntry, now);
  };

  const showProblem = (field: CardField, problem: CardProblem | undefined) => {
    const message = form.querySelector<HTMLElement>(`#${field}-problem`);
    if (!message) return;
    message.textContent = problem ? CARD_PROBLEMS[problem] : '';
    message.hidden = !problem;
    if (problem) inputOf(field)?.setAttribute('aria-invalid', 'true');
    else inputOf(field)?.removeAttribute('aria-invalid');
  };

  const summarise = (field: CardField, problem: CardProblem) => {
    const item = document.createElement('li');
    const link = document.createElement('a');
    link.href = `#${field}`;
    link.textContent = CARD_PROBLEMS[problem];
    item.append(link);
    return item;
  };

  /** A problem that was fixed leaves the summary; without problems the summary goes. */
  const removeFixed = (field: CardField) => {
    list.querySelector(`a[href="#${field}"]`)?.parentElement?.remove();
    if (summary.hidden || list.children.length > 0) return;
    summary.hidden = true;
    document.title = plainTitle;
  };

  form.addEventListener('submit', (event) => {
    const problems = findProblems();
    const items = CARD_FIELDS.flatMap((field) => {
      const problem = problems[field];
      showProblem(field, problem);
      return problem ? [summarise(field, problem)] : [];
    });
    list.replaceChildren(...items);
    summary.hidden = items.length === 0;
    if (summary.hidden) return;
    event.preventDefault();
    document.title = `Error: ${plainTitle}`;
    summary.focus();
  });

  for (const field of CARD_FIELDS) {
    // Named when the customer moves to another field, but not to a button: the message would push it from under the
    // pointer.
    inputOf(field)?.addEventListener('focusout', ({ relatedTarget }) => {
      const isGoingOn = relatedTarget instanceof HTMLInputElement;
      if (isGoingOn && valueOf(field) !== '') showProblem(field, findProblems()[field]);
    });
  }
  // Another card may need another code, so each change is checked against all problems that are shown.
  form.addEventListener('input', () => {
    const problems = findProblems();
    for (const field of CARD_FIELDS) {
      if (problems[field]) continue;
      showProblem(field, undefined);
      removeFixed(field);
    }
  });
}
