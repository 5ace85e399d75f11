import { masked } from '../../sellers/credentials.js';
import { VIEWS } from '../dashboard.path.js';
import { CopyButton } from '../frame/copy-button.js';

export interface SecretProps {
  /** What it is the secret of: a key's id, or a seller's for its webhook secret. */
  readonly id: string;
  readonly secret: string;
  /** What it is called, for who cannot see where the buttons stand. */
  readonly name: string;
  readonly isRevealed: boolean;
  /** Where its plain text is, for copying it unseen. */
  readonly plainPath: string;
}

/** A secret, masked until somebody asks to see it; it can be copied without being seen. */
export function Secret({ id, secret, name, isRevealed, plainPath }: SecretProps) {
  const toggle = isRevealed
    ? VIEWS.keys.path
    : `${VIEWS.keys.path}?reveal=${encodeURIComponent(id)}`;
  return (
    <span class="secret">
      <code>{isRevealed ? secret : masked(secret)}</code>
      <a href={toggle} data-swap aria-label={`${isRevealed ? 'Hide' : 'Show'} ${name}`}>
        {isRevealed ? 'Hide' : 'Show'}
      </a>
      <CopyButton label={`Copy ${name}`} from={plainPath} />
    </span>
  );
}
