import type { ComponentChildren, InputHTMLAttributes, PartialInputHTMLAttributes } from 'preact';

export interface FieldProps {
  /** Unique in the page: the label and the messages refer to it. */
  readonly id: string;
  readonly label: string;
  readonly hint?: string | undefined;
  /** What is wrong with the value; undefined when nothing is. */
  readonly problem?: string | undefined;
  readonly class?: string | undefined;
}

/** Attributes that tie a control to its label and messages. */
export interface ControlProps {
  readonly id: string;
  readonly 'aria-describedby': string;
  readonly 'aria-invalid': 'true' | undefined;
  readonly autofocus: boolean;
}

/** A labelled control with its hint and its problem. The problem is in the page for a script to fill in. */
export function Field(
  props: FieldProps & { readonly children: (control: ControlProps) => ComponentChildren },
) {
  const { id, label, hint, problem, children } = props;
  const isWrong = problem !== undefined;
  const described = [hint !== undefined && `${id}-hint`, `${id}-problem`];
  return (
    <div class={['field', props.class].filter(Boolean).join(' ')}>
      <label for={id}>{label}</label>
      {hint === undefined ? null : (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <div class="control">
        {children({
          id,
          'aria-describedby': described.filter(Boolean).join(' '),
          'aria-invalid': isWrong ? 'true' : undefined,
          autofocus: isWrong,
        })}
      </div>
      <p class="field-problem" id={`${id}-problem`} hidden={!isWrong}>
        {problem}
      </p>
    </div>
  );
}

export type TextFieldProps = FieldProps &
  Omit<PartialInputHTMLAttributes<HTMLInputElement>, keyof FieldProps | 'children'> & {
    /** The ID of a `datalist`. */
    readonly list?: string;
    /** Shown inside the field, at its end. */
    readonly children?: ComponentChildren;
  };

/** A `Field` for one line of text, by default named after its id. Further attributes go to the `input`. */
export function TextField(props: TextFieldProps) {
  const { id, label, hint, problem, class: className, children, ...input } = props;
  return (
    <Field id={id} label={label} hint={hint} problem={problem} class={className}>
      {(control) => (
        <>
          <input
            {...control}
            type="text"
            name={id}
            autocomplete="off"
            spellcheck={false}
            {...(input as InputHTMLAttributes)}
          />
          {children}
        </>
      )}
    </Field>
  );
}
