import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { masked } from '../../sellers/credentials.js';
import { VIEWS, withQuery } from '../dashboard.path.js';
import { CopyButton } from '../frame/actions.js';

/** Tells the secrets of a page which of them is shown unmasked, by its ID. */
export const RevealedContext = createContext<string | undefined>(undefined);

/**
 * A secret, masked until somebody asks to see it. It can be copied without being shown.
 *
 * @param id whose secret it is: the ID of a key, or of a seller for its webhook secret
 * @param name what a screen reader calls it
 * @param plainPath where its plain text is
 */
export function Secret(props: {
  readonly id: string;
  readonly secret: string;
  readonly name: string;
  readonly plainPath: string;
}) {
  const { id, secret, name, plainPath } = props;
  const isRevealed = useContext(RevealedContext) === id;
  const word = isRevealed ? 'Hide' : 'Show';
  const toggle = withQuery(VIEWS.keys.path, { reveal: isRevealed ? null : id });
  return (
    <span class="secret">
      <code>{isRevealed ? secret : masked(secret)}</code>
      <a href={toggle} data-swap aria-label={`${word} ${name}`}>
        {word}
      </a>
      <CopyButton label={`Copy ${name}`} from={plainPath} />
    </span>
  );
}
