import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { masked } from '../../sellers/credentials.js';
import type { ApiKey, Seller } from '../../sellers/seller.js';
import { isLive } from '../../sellers/seller.js';
import { keyAction, sellerAction, VIEWS, withQuery } from '../dashboard.path.js';
import { ConfirmButton, CopyButton } from '../frame/actions.js';
import { Badge } from '../frame/badges.js';
import { FormField, PostForm } from '../frame/form.js';
import { Ago } from '../frame/parts.js';

/** The API keys of a seller, and the form for another one. */
export function ApiKeys(seller: Seller) {
  return (
    <div class="stack">
      <h3>API keys</h3>
      <ul class="stack keys">
        {seller.apiKeys.map((apiKey) => (
          <Key key={apiKey.id} sellerId={seller.id} apiKey={apiKey} />
        ))}
      </ul>
      <PostForm action={sellerAction(seller.id, 'keys')} blame="label">
        <FormField
          id={`${seller.id}-label`}
          name="label"
          label="New key"
          hint="What it is for, such as CI"
          required
          maxLength={100}
        />
        <button class="button">Create key</button>
      </PostForm>
    </div>
  );
}

function Key({ sellerId, apiKey }: { readonly sellerId: string; readonly apiKey: ApiKey }) {
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
        plainPath={keyAction(sellerId, id, 'plain')}
      />
      <KeyUse {...apiKey} />
      <div class="buttons">
        <ConfirmButton
          id={`rotate-${id}`}
          ask="Rotate…"
          confirm="Rotate this key"
          action={keyAction(sellerId, id, 'rotate')}
        >
          A new key replaces this one. Calls with the old key are rejected immediately.
        </ConfirmButton>
        <ConfirmButton
          id={`revoke-${id}`}
          ask="Revoke…"
          confirm="Revoke this key"
          action={keyAction(sellerId, id, 'revoke')}
        >
          Calls with this key are rejected immediately and permanently.
        </ConfirmButton>
      </div>
    </li>
  );
}

function KeyUse({ createdAt, lastUsedAt, revokedAt }: ApiKey) {
  const words =
    revokedAt !== null ? 'Revoked' : lastUsedAt !== null ? 'Last used' : 'Never used, created';
  return (
    <p class="soft small">
      {words} <Ago at={revokedAt ?? lastUsedAt ?? createdAt} />
    </p>
  );
}

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
