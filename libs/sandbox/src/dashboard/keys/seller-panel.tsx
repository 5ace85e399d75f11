import type { ApiKey, Seller } from '../../sellers/seller.js';
import { isLive } from '../../sellers/seller.js';
import { Ago } from '../frame/ago.js';
import { AskFirst } from '../frame/ask-first.js';
import { Field } from '../frame/field.js';
import { Badge } from '../frame/status-badge.js';
import type { KeysPageProps } from './keys.page.js';
import { keyAction, sellerAction } from './keys.path.js';
import { Secret } from './secret.js';
import { SellerSettingsForms } from './seller-settings.js';

export interface SellerPanelProps extends Omit<KeysPageProps, 'sellers'> {
  readonly seller: Seller;
}

/** A seller: its keys, its endpoint and its gateway. */
export function SellerPanel(props: SellerPanelProps) {
  const { seller, revealed, problem, now } = props;
  const refused = problem?.form === `${seller.id}/keys` ? problem : null;
  return (
    <section class="panel" id={seller.id} aria-labelledby={`${seller.id}-name`}>
      <div class="panel-head">
        <h2 id={`${seller.id}-name`}>{seller.name}</h2>
        {seller.gatewayActive ? (
          <Badge tone="good" text="Gateway active" />
        ) : (
          <Badge tone="bad" text="Gateway inactive" />
        )}
      </div>
      <div class="columns columns-even">
        <div class="stack">
          <h3>API keys</h3>
          <ul class="keys">
            {seller.apiKeys.map((apiKey) => (
              <Key key={apiKey.id} {...{ seller, apiKey, revealed, now }} />
            ))}
          </ul>
          <form class="line" method="post" action={sellerAction(seller.id, 'keys')}>
            <Field
              id={`${seller.id}-label`}
              label="New key"
              hint="What it is for, such as CI"
              problem={refused?.text}
            >
              {(control) => (
                <input {...control} name="label" required maxLength={100} value={refused?.typed} />
              )}
            </Field>
            <button class="button">Create key</button>
          </form>
        </div>
        <SellerSettingsForms {...props} />
      </div>
    </section>
  );
}

function Key(props: {
  readonly seller: Seller;
  readonly apiKey: ApiKey;
  readonly revealed: string | null;
  readonly now: Date;
}) {
  const { seller, apiKey, revealed, now } = props;
  const { id, label, key, createdAt, lastUsedAt, revokedAt } = apiKey;
  return (
    <li id={id}>
      <p class="title-line">
        <strong>{label}</strong>
        {isLive(apiKey) ? null : <Badge tone="quiet" text="Revoked" />}
      </p>
      {isLive(apiKey) ? (
        <Secret
          id={id}
          secret={key}
          name={`API key ${label}`}
          isRevealed={revealed === id}
          plainPath={keyAction(seller.id, id, 'plain')}
        />
      ) : null}
      <p class="soft small">
        {revokedAt !== null ? (
          <>
            Refused since <Ago at={revokedAt} now={now} />
          </>
        ) : lastUsedAt !== null ? (
          <>
            Last used <Ago at={lastUsedAt} now={now} />
          </>
        ) : (
          <>
            Never used, created <Ago at={createdAt} now={now} />
          </>
        )}
      </p>
      {isLive(apiKey) ? (
        <div class="buttons">
          <AskFirst
            id={`rotate-${id}`}
            ask="Rotate…"
            act="Rotate this key"
            action={keyAction(seller.id, id, 'rotate')}
          >
            A new key takes its place. Calls with the old one are refused at once.
          </AskFirst>
          <AskFirst
            id={`revoke-${id}`}
            ask="Revoke…"
            act="Revoke this key"
            action={keyAction(seller.id, id, 'revoke')}
          >
            Calls with it are refused at once, for good.
          </AskFirst>
        </div>
      ) : null}
    </li>
  );
}
