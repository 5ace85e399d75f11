import { AskFirst } from '../frame/ask-first.js';
import { Field } from '../frame/field.js';
import { sellerAction } from './keys.path.js';
import { Secret } from './secret.js';
import type { SellerPanelProps } from './seller-panel.js';

/** Where a seller's webhooks go and what they carry, and how its gateway is set. */
export function SellerSettingsForms({ seller, revealed, problem }: SellerPanelProps) {
  const { id, name, webhookUrl, webhookSecret, gatewayActive, minimumAmount } = seller;
  const refusedBy = (form: string) => (problem?.form === `${id}/${form}` ? problem : null);
  const endpoint = refusedBy('endpoint');
  const gateway = refusedBy('gateway');
  return (
    <div class="stack">
      <form class="form group" method="post" action={sellerAction(id, 'endpoint')}>
        <h3>Webhook endpoint</h3>
        <Field
          id={`${id}-url`}
          label="URL"
          hint="Where a POST goes each time a payment’s status changes. Empty: nowhere, webhooks stay in the log."
          problem={endpoint?.text}
        >
          {(control) => (
            <input
              {...control}
              name="url"
              inputMode="url"
              placeholder="http://127.0.0.1:3000/webhooks/ovgc"
              value={endpoint?.typed ?? webhookUrl ?? ''}
              autocomplete="off"
              spellcheck={false}
            />
          )}
        </Field>
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
          isRevealed={revealed === `${id}-secret`}
          plainPath={sellerAction(id, 'secret/plain')}
        />
        <div class="buttons">
          <AskFirst
            id={`rotate-${id}-secret`}
            ask="Rotate…"
            act="Rotate the secret"
            action={sellerAction(id, 'secret/rotate')}
          >
            All webhooks carry the new one from then on, those that are tried again included.
          </AskFirst>
        </div>
      </div>
      <form class="form group" method="post" action={sellerAction(id, 'gateway')}>
        <h3>Gateway</h3>
        <label class="tick">
          <input type="checkbox" name="active" checked={gatewayActive} />
          Active. Off, creating a payment is answered 400.
        </label>
        <Field
          id={`${id}-minimum`}
          label="Minimum amount"
          hint="In major units; less is answered 400"
          problem={gateway?.text}
        >
          {(control) => (
            <input
              {...control}
              name="minimum"
              inputMode="decimal"
              required
              value={gateway?.typed ?? minimumAmount}
              autocomplete="off"
            />
          )}
        </Field>
        <div class="buttons">
          <button class="button">Save gateway</button>
        </div>
      </form>
    </div>
  );
}
