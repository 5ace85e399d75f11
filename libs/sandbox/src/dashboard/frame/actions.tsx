import type { ComponentChildren } from 'preact';

/** A button that posts to a path. */
export function PostButton(props: {
  readonly action: string;
  /** Classes of the button besides `button`. */
  readonly look?: string;
  /** What the button does, where its text does not say it. */
  readonly label?: string;
  readonly children: ComponentChildren;
}) {
  const { action, look, label, children } = props;
  return (
    <form method="post" action={action}>
      <button class={['button', look].filter(Boolean).join(' ')} aria-label={label}>
        {children}
      </button>
    </form>
  );
}

/**
 * Copies a text to the clipboard. Shown only with scripts.
 *
 * @param text to copy
 * @param from where the text is fetched from on click, if the page must not contain it
 */
export function CopyButton(props: {
  readonly label: string;
  readonly text?: string;
  readonly from?: string;
}) {
  return (
    <button
      type="button"
      class="button button-small copy scripted"
      data-copy={props.text}
      data-copy-from={props.from}
      aria-label={props.label}
    >
      Copy
    </button>
  );
}

/** An action that cannot be undone: the first click explains it, the second does it. Works without scripts. */
export function ConfirmButton(props: {
  readonly id: string;
  /** The button that explains. */
  readonly ask: string;
  /** The button that acts. */
  readonly confirm: string;
  readonly action: string;
  /** What the action does. */
  readonly children: ComponentChildren;
}) {
  const { id, ask, confirm, action, children } = props;
  return (
    <details class="confirm" id={id}>
      <summary class="button button-small tone-bad">{ask}</summary>
      <p>{children}</p>
      <PostButton action={action} look="button-destroy">
        {confirm}
      </PostButton>
    </details>
  );
}
