import type { ComponentChildren } from 'preact';

export interface AskFirstProps {
  readonly id: string;
  /** On the button that asks, and on the one that does it. */
  readonly ask: string;
  readonly act: string;
  /** Where the form is posted. */
  readonly action: string;
  /** What will be the case afterwards. */
  readonly children: ComponentChildren;
}

/** An action that cannot be undone: the first press says what it would do, the second does it. Needs no script. */
export function AskFirst({ id, ask, act, action, children }: AskFirstProps) {
  return (
    <details class="ask-first" id={id}>
      <summary class="button button-small button-danger">{ask}</summary>
      <form method="post" action={action}>
        <p>{children}</p>
        <button class="button button-destroy">{act}</button>
      </form>
    </details>
  );
}
