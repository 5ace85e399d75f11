/** What is wrong with a submitted form, to be shown beside it. */
export interface FormProblem {
  /** `new-seller`, or the seller's ID and its form, such as `default/keys`. */
  readonly form: string;
  readonly text: string;
  /** What was typed. */
  readonly typed: string;
}

/** What all forms of the page need. */
export interface KeysContext {
  /** The ID of the secret that is shown unmasked; null when none is. */
  readonly revealed: string | null;
  readonly problem: FormProblem | null;
}

/** The problem of one form; undefined when it has none. */
export function problemOf({ problem }: KeysContext, form: string): FormProblem | undefined {
  return problem?.form === form ? problem : undefined;
}
