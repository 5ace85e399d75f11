import type { ComponentChildren } from 'preact';

export interface FieldProps {
  /** Unique in the page: the label and the messages point at it. */
  readonly id: string;
  readonly label: string;
  readonly hint?: ComponentChildren;
  /** What is wrong with what was typed; undefined when nothing is. */
  readonly problem?: string | undefined;
  readonly class?: string | undefined;
  /** The control, made with the attributes that tie it to its label and messages. */
  readonly children: (control: ControlProps) => ComponentChildren;
}

/** What ties a control to its field. */
export interface ControlProps {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': 'true' | undefined;
  readonly autofocus: boolean | undefined;
}

/** A labelled control with its hint, and its mistake beside it. */
export function Field(props: FieldProps) {
  const { id, label, hint, problem, children } = props;
  const described = [hint !== undefined && `${id}-hint`, problem !== undefined && `${id}-problem`];
  const isWrong = problem !== undefined;
  return (
    <div class={['field', props.class].filter(Boolean).join(' ')}>
      <label for={id}>{label}</label>
      {hint === undefined ? null : (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {children({
        id,
        'aria-describedby': described.filter(Boolean).join(' ') || undefined,
        'aria-invalid': isWrong ? 'true' : undefined,
        autofocus: isWrong || undefined,
      })}
      {isWrong ? (
        <p class="field-problem" id={`${id}-problem`}>
          {problem}
        </p>
      ) : null}
    </div>
  );
}
