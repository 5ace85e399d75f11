/**
 * Puts a text on the clipboard; shown with scripts on only.
 *
 * @param text what is copied.
 * @param from instead of a text: where it is fetched when the button is pressed, for what the page must not hold.
 */
export function CopyButton(props: {
  readonly label: string;
  readonly text?: string;
  readonly from?: string;
}) {
  return (
    <button
      type="button"
      class="copy scripted"
      data-copy={props.text}
      data-copy-from={props.from}
      aria-label={props.label}
    >
      Copy
    </button>
  );
}
