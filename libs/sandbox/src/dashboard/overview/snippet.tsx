import { CopyButton } from '../frame/copy-button.js';

/** A text to be pasted elsewhere; the button copies it with what is masked in it. */
export function Snippet(props: {
  readonly id: string;
  readonly label: string;
  readonly text: string;
  /** Where the text is with its secrets. */
  readonly from: string;
}) {
  return (
    <div class="code" id={props.id}>
      <pre tabIndex={0}>{props.text}</pre>
      <CopyButton label={props.label} from={props.from} />
    </div>
  );
}
