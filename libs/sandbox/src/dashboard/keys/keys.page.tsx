import type { Seller } from '../../sellers/seller.js';
import { VIEWS } from '../dashboard.path.js';
import { Field } from '../frame/field.js';
import { SellerPanel } from './seller-panel.js';

/** What is wrong with what was sent, beside the form that it was sent by. */
export interface FormProblem {
  /** `new-seller`, or the seller's id and its form. */
  readonly form: string;
  readonly text: string;
  /** What was typed. */
  readonly typed: string;
}

export interface KeysPageProps {
  readonly sellers: readonly Seller[];
  /** The id of what is shown unmasked; null when nothing is. */
  readonly revealed: string | null;
  readonly problem: FormProblem | null;
  readonly now: Date;
}

/** The sellers, with the keys and the endpoint of each. */
export function KeysPage({ sellers, revealed, problem, now }: KeysPageProps) {
  const refused = problem?.form === 'new-seller' ? problem : null;
  return (
    <>
      <div class="head">
        <h1>API keys and endpoint</h1>
      </div>
      <p class="lead">
        What a shop is configured with, and where its webhooks go. Keys are secrets of this sandbox
        only: none of them opens the real gateway.
      </p>
      <div class="stack">
        {sellers.map((seller) => (
          <SellerPanel key={seller.id} {...{ seller, revealed, problem, now }} />
        ))}
        <details class="panel" id="new-seller" open={refused !== null}>
          <summary>
            <strong>Add a seller</strong>{' '}
            <span class="soft">with keys, an endpoint and orders of its own</span>
          </summary>
          <form class="line" method="post" action={VIEWS.keys.path}>
            <Field
              id="seller-name"
              label="Name"
              hint="Shown to customers on the checkout page"
              problem={refused?.text}
            >
              {(control) => (
                <input {...control} name="name" required maxLength={100} value={refused?.typed} />
              )}
            </Field>
            <button class="button">Add seller</button>
          </form>
        </details>
      </div>
    </>
  );
}
