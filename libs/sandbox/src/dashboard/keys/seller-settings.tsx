import { TextField } from '../../pages/field.js';
import type { Seller } from '../../sellers/seller.js';
import { sellerAction } from '../dashboard.path.js';
import { ConfirmButton } from '../frame/actions.js';
import { Secret } from './api-keys.js';
import type { KeysContext } from './form-problem.js';
import { problemOf } from './form-problem.js';

/** The endpoint of a seller's webhooks, their secret, and the settings of its gateway. */
export function SellerSettings(props: KeysContext & { readonly seller: Seller }) {
  const { id, name, webhookUrl, webhookSecret, gatewayActive, minimumAmount } = props.seller;
  const endpoint = problemOf(props, `${id}/endpoint`);
  const gateway = problemOf(props, `${id}/gateway`);
  return (
    <div class="stack">
      <form class="form group" method="post" action={sellerAction(id, 'endpoint')}>
        <h3>Webhook endpoint</h3>
        <TextField
          id={`${id}-url`}
          name="url"
          label="URL"
          hint="Receives a POST each time a payment’s status changes. If empty, webhooks are only logged."
          problem={endpoint?.text}
          inputmode="url"
          placeholder="http://127.0.0.1:3000/webhooks/ovgc"
          value={endpoint?.typed ?? webhookUrl ?? ''}
        />
        <div class="buttons">
          <button class="button">Save endpoint</button>
        </div>
      </form>
      <div class="form group">
        <h3>Webhook secret</h3>
        <Secret
          id={`${id}-secret`}
          secret={webhookSecret}
          name={`webhook secret of ${name}`}
          isRevealed={props.revealed === `${id}-secret`}
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
      <form class="form group" method="post" action={sellerAction(id, 'gateway')}>
        <h3>Gateway</h3>
        <label class="tick">
          <input type="checkbox" name="active" checked={gatewayActive} />
          Active. When inactive, creating a payment fails with status 400.
        </label>
        <TextField
          id={`${id}-minimum`}
          name="minimum"
          label="Minimum amount"
          hint="In major units. Smaller amounts fail with status 400."
          problem={gateway?.text}
          inputmode="decimal"
          required
          value={gateway?.typed ?? minimumAmount}
        />
        <div class="buttons">
          <button class="button">Save gateway</button>
        </div>
      </form>
    </div>
  );
}
