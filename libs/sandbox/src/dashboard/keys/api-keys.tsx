import { TextField } from '../../pages/field.js';
import { masked } from '../../sellers/credentials.js';
import type { ApiKey, Seller } from '../../sellers/seller.js';
import { isLive } from '../../sellers/seller.js';
import { VIEWS, keyAction, sellerAction, withQuery } from '../dashboard.path.js';
import { ConfirmButton, CopyButton } from '../frame/actions.js';
import { Badge } from '../frame/badges.js';
import { Ago } from '../frame/parts.js';
import type { KeysContext } from './form-problem.js';
import { problemOf } from './form-problem.js';

/** The API keys of a seller, and the form for another one. */
export function ApiKeys(props: KeysContext & { readonly seller: Seller }) {
  const { seller, revealed } = props;
  const refused = problemOf(props, `${seller.id}/keys`);
  return (
    <div class="stack">
      <h3>API keys</h3>
      <ul class="keys">
        {seller.apiKeys.map((apiKey) => (
          <Key key={apiKey.id} seller={seller} apiKey={apiKey} revealed={revealed} />
        ))}
      </ul>
      <form class="line" method="post" action={sellerAction(seller.id, 'keys')}>
        <TextField
          id={`${seller.id}-label`}
          name="label"
          label="New key"
          hint="What it is for, such as CI"
          problem={refused?.text}
          required
          maxLength={100}
          value={refused?.typed}
        />
        <button class="button">Create key</button>
      </form>
    </div>
  );
}

function Key(props: {
  readonly seller: Seller;
  readonly apiKey: ApiKey;
  readonly revealed: string | null;
}) {
  const { seller, apiKey, revealed } = props;
  const { id, label, key } = apiKey;
  if (!isLive(apiKey)) {
    return (
      <li id={id}>
        <p class="title-line">
          <strong>{label}</strong>
          <Badge tone="quiet" text="Revoked" />
        </p>
        <KeyUse {...apiKey} />
      </li>
    );
  }
  return (
    <li id={id}>
      <strong>{label}</strong>
      <Secret
        id={id}
        secret={key}
        name={`API key ${label}`}
        isRevealed={revealed === id}
        plainPath={keyAction(seller.id, id, 'plain')}
      />
      <KeyUse {...apiKey} />
      <div class="buttons">
        <ConfirmButton
          id={`rotate-${id}`}
          ask="Rotate…"
          confirm="Rotate this key"
          action={keyAction(seller.id, id, 'rotate')}
        >
          A new key replaces this one. Calls with the old key are rejected immediately.
        </ConfirmButton>
        <ConfirmButton
          id={`revoke-${id}`}
          ask="Revoke…"
          confirm="Revoke this key"
          action={keyAction(seller.id, id, 'revoke')}
        >
          Calls with this key are rejected immediately and permanently.
        </ConfirmButton>
      </div>
    </li>
  );
}

function KeyUse({ createdAt, lastUsedAt, revokedAt }: ApiKey) {
  const [words, at] =
    revokedAt !== null
      ? (['Revoked', revokedAt] as const)
      : lastUsedAt !== null
        ? (['Last used', lastUsedAt] as const)
        : (['Never used, created', createdAt] as const);
  return (
    <p class="soft small">
      {words} <Ago at={at} />
    </p>
  );
}

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
  readonly isRevealed: boolean;
  readonly plainPath: string;
}) {
  const { id, secret, name, isRevealed, plainPath } = props;
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
