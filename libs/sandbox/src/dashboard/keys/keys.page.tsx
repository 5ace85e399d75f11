import { TextField } from '../../pages/field.js';
import type { Seller } from '../../sellers/seller.js';
import { VIEWS } from '../dashboard.path.js';
import { Badge } from '../frame/badges.js';
import { Head } from '../frame/parts.js';
import { ApiKeys } from './api-keys.js';
import type { KeysContext } from './form-problem.js';
import { problemOf } from './form-problem.js';
import { SellerSettings } from './seller-settings.js';

/** The sellers, with the keys and the endpoint of each. */
export function KeysPage(props: KeysContext & { readonly sellers: readonly Seller[] }) {
  const refused = problemOf(props, 'new-seller');
  return (
    <>
      <Head
        title="API keys and endpoint"
        lead="The settings that a shop needs, and where its webhooks go. The keys work in this sandbox only, not in the real gateway."
      />
      <div class="stack">
        {props.sellers.map((seller) => (
          <SellerPanel key={seller.id} {...props} seller={seller} />
        ))}
        <details class="panel" id="new-seller" open={refused !== undefined}>
          <summary>
            <strong>Add a seller</strong>{' '}
            <span class="soft">with its own API keys, endpoint and orders</span>
          </summary>
          <form class="line" method="post" action={VIEWS.keys.path}>
            <TextField
              id="seller-name"
              name="name"
              label="Name"
              hint="Customers see it on the checkout page"
              problem={refused?.text}
              required
              maxLength={100}
              value={refused?.typed}
            />
            <button class="button">Add seller</button>
          </form>
        </details>
      </div>
    </>
  );
}

function SellerPanel(props: KeysContext & { readonly seller: Seller }) {
  const { id, name, gatewayActive } = props.seller;
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
        <ApiKeys {...props} />
        <SellerSettings {...props} />
      </div>
    </section>
  );
}
