import type { Seller } from '../../sellers/seller.js';
import { VIEWS, sellerAction } from '../dashboard.path.js';
import { ConfirmButton } from '../frame/actions.js';
import { Badge } from '../frame/badges.js';
import { FormField, PostForm, useRejection } from '../frame/form.js';
import { Head } from '../frame/parts.js';
import { ApiKeys, RevealedContext, Secret } from './api-keys.js';

export interface KeysPageProps {
  readonly sellers: readonly Seller[];
  /** The ID of the secret that is shown unmasked, if one is. */
  readonly revealed: string | undefined;
}

/** The sellers, with the keys and the endpoint of each. */
export function KeysPage({ sellers, revealed }: KeysPageProps) {
  const { path } = VIEWS.keys;
  return (
    <RevealedContext.Provider value={revealed}>
      <Head
        title="API keys and endpoint"
        lead="The settings that a shop needs, and where its webhooks go. The keys work in this sandbox only, not in the real gateway."
      />
      <div class="stack">
        {sellers.map((seller) => (
          <SellerPanel key={seller.id} {...seller} />
        ))}
        <details class="panel" id="new-seller" open={useRejection(path) !== null}>
          <summary>
            <strong>Add a seller</strong>{' '}
            <span class="soft">with its own API keys, endpoint and orders</span>
          </summary>
          <PostForm action={path} blame="name">
            <FormField
              id="seller-name"
              name="name"
              label="Name"
              hint="Customers see it on the checkout page"
              required
              maxLength={100}
            />
            <button class="button">Add seller</button>
          </PostForm>
        </details>
      </div>
    </RevealedContext.Provider>
  );
}

function SellerPanel(seller: Seller) {
  const { id, name, gatewayActive } = seller;
  return (
    <section class="panel" id={id} aria-labelledby={`${id}-name`}>
      <div class="panel-head">
        <h2 id={`${id}-name`}>{name}</h2>
        <Badge
          tone={gatewayActive ? 'good' : 'bad'}
          text={gatewayActive ? 'Gateway active' : 'Gateway inactive'}
        />
      </div>
      <div class="columns columns-even">
        <ApiKeys {...seller} />
        <SellerSettings {...seller} />
      </div>
    </section>
  );
}

/** The endpoint of a seller's webhooks, their secret, and the settings of its gateway. */
function SellerSettings(seller: Seller) {
  const { id, name, webhookUrl, webhookSecret, gatewayActive, minimumAmount } = seller;
  return (
    <div class="stack">
      <PostForm class="form group" action={sellerAction(id, 'endpoint')} blame="url">
        <h3>Webhook endpoint</h3>
        <FormField
          id={`${id}-url`}
          name="url"
          label="URL"
          hint="Receives a POST each time a payment’s status changes. If empty, webhooks are only logged."
          inputmode="url"
          placeholder="http://127.0.0.1:3000/webhooks/ovgc"
          value={webhookUrl ?? ''}
        />
        <div class="buttons">
          <button class="button">Save endpoint</button>
        </div>
      </PostForm>
      <div class="form group">
        <h3>Webhook secret</h3>
        <Secret
          id={`${id}-secret`}
          secret={webhookSecret}
          name={`webhook secret of ${name}`}
          plainPath={sellerAction(id, 'secret/plain')}
        />
        <div class="buttons">
          <ConfirmButton
            id={`rotate-${id}-secret`}
            ask="Rotate…"
            confirm="Rotate the secret"
            action={sellerAction(id, 'secret/rotate')}
          >
            All webhooks carry the new secret from now on, including retries of earlier ones.
          </ConfirmButton>
        </div>
      </div>
      <PostForm class="form group" action={sellerAction(id, 'gateway')} blame="minimum">
        <h3>Gateway</h3>
        <label class="tick">
          <input type="checkbox" name="active" checked={gatewayActive} />
          Active. When inactive, creating a payment fails with status 400.
        </label>
        <FormField
          id={`${id}-minimum`}
          name="minimum"
          label="Minimum amount"
          hint="In major units. Smaller amounts fail with status 400."
          inputmode="decimal"
          required
          value={minimumAmount}
        />
        <div class="buttons">
          <button class="button">Save gateway</button>
        </div>
      </PostForm>
    </div>
  );
}
