import type { ComponentChildren } from 'preact';
import type { CardField, CardProblem } from '../../cards/card-problem.js';
import { CARD_PROBLEMS } from '../../cards/card-problem.js';

export interface CardFieldProps {
  readonly field: CardField;
  readonly label: string;
  readonly hint?: string;
  readonly autocomplete: 'cc-number' | 'cc-exp' | 'cc-csc' | 'cc-name';
  readonly isNumeric: boolean;
  readonly value?: string | undefined;
  readonly problem: CardProblem | undefined;
  /** Shown inside the field, at its end. */
  readonly children?: ComponentChildren;
}

/** One labelled field of the card form, with its hint and its mistake. */
export function CardFieldInput(props: CardFieldProps) {
  const { field, label, hint, autocomplete, isNumeric, value, problem, children } = props;
  const hintId = `${field}-hint`;
  const errorId = `${field}-error`;
  return (
    <div class={`field field-${field}`}>
      <label for={field}>{label}</label>
      {hint === undefined ? null : (
        <p class="hint" id={hintId}>
          {hint}
        </p>
      )}
      <div class="input">
        <input
          id={field}
          name={field}
          type="text"
          required
          autocomplete={autocomplete}
          inputmode={isNumeric ? 'numeric' : undefined}
          spellcheck={false}
          value={value}
          aria-describedby={hint === undefined ? errorId : `${hintId} ${errorId}`}
          aria-invalid={problem === undefined ? undefined : 'true'}
        />
        {children}
      </div>
      <p class="field-error" id={errorId} hidden={problem === undefined}>
        {problem && CARD_PROBLEMS[problem]}
      </p>
    </div>
  );
}
