import type { ComponentChildren } from 'preact';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { TextFieldProps } from '../../pages/field.js';
import { TextField } from '../../pages/field.js';
import type { FormFields } from './form-fields.js';

/** A form that could not be carried out. Its page is shown again, with what was typed and what is wrong. */
export interface Rejection {
  /** Where the form was posted. */
  readonly action: string;
  readonly fields: FormFields;
  readonly problem: string;
}

/** Tells the components of a view which of its forms was rejected; null when none was. */
export const RejectionContext = createContext<Rejection | null>(null);

/** The rejection of the form that is posted to a path; null when it was not rejected. */
export function useRejection(action: string): Rejection | null {
  const rejection = useContext(RejectionContext);
  return rejection?.action === action ? rejection : null;
}

const FormContext = createContext<(Rejection & { readonly blamed: string | null }) | null>(null);

/** A form that keeps what was typed when it is rejected, and shows the problem beside a field. */
export function PostForm(props: {
  readonly action: string;
  readonly class?: string;
  /** The field that a problem is about: always the same one, or read from the problem; null when none is. */
  readonly blame: string | ((problem: string) => string | null);
  readonly children: ComponentChildren;
}) {
  const { action, class: className = 'line', blame, children } = props;
  const rejection = useRejection(action);
  const blamed = typeof blame === 'string' || rejection === null ? blame : blame(rejection.problem);
  const form = rejection && { ...rejection, blamed: typeof blamed === 'string' ? blamed : null };
  return (
    <form class={className} method="post" action={action}>
      <FormContext.Provider value={form}>{children}</FormContext.Provider>
    </form>
  );
}

/**
 * The value of a field in the form around it, and what is wrong with it.
 *
 * @param initial its value until something else was typed
 */
export function useField(name: string, initial = '') {
  const form = useContext(FormContext);
  return {
    value: form?.fields.text(name) ?? initial,
    problem: form?.blamed === name ? form.problem : undefined,
  };
}

/** A `TextField` that keeps what was typed and shows its problem. */
export function FormField(
  props: Omit<TextFieldProps, 'name' | 'value'> & {
    readonly name?: string;
    readonly value?: string | undefined;
  },
) {
  const { id, name = id, value } = props;
  return <TextField {...props} {...useField(name, value)} />;
}

/** What is wrong with the action that failed, where no single field is to blame. */
export function Problem({
  except,
}: {
  /** A problem shown elsewhere. */ readonly except?: string;
}) {
  const problem = useContext(RejectionContext)?.problem;
  if (problem === undefined || problem === except) return null;
  return (
    <p class="note note-bad" role="alert" tabindex={-1} autofocus>
      {problem}
    </p>
  );
}
