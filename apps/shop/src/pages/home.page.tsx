import type { VNode } from 'preact';
import { CATALOG } from '../catalog/catalog.js';
import type { Product } from '../catalog/product.js';
import { formatAmount } from './amount.format.js';
import { Layout } from './layout.js';

interface HomePageProps {
  /** The posted fields, when they were not an order. */
  readonly entered?: Readonly<Record<string, unknown>>;
  /** The problems, by the name of the field. */
  readonly problems?: Readonly<Record<string, string>>;
}

/** The home page: choose a print, enter an email address, go to the payment page. */
export function HomePage({ entered = {}, problems = {} }: HomePageProps): VNode {
  const chosen = CATALOG.find(({ sku }) => sku === entered['sku']) ?? CATALOG[0];
  const email = typeof entered['email'] === 'string' ? entered['email'] : '';
  const failed = Object.keys(problems).length > 0;
  return (
    <Layout title={failed ? 'Please check your order' : 'Risograph prints'} current="/">
      <div class="hero">
        <h1>Prints, one colour at a time.</h1>
        <p>Drawn, separated and printed in a back yard by three people and one loud machine.</p>
      </div>
      <form class="window" method="post" action="/orders">
        <fieldset class="prints">
          <legend>Choose a print</legend>
          {problems['sku'] && <p class="problem">Choose one of these prints.</p>}
          {CATALOG.map((product) => (
            <PrintChoice key={product.sku} product={product} checked={product === chosen} />
          ))}
        </fieldset>
        <div class="till">
          <h2>Your order</h2>
          <div class="choices" aria-live="polite">
            {CATALOG.map((product) => (
              <Choice key={product.sku} product={product} />
            ))}
          </div>
          <label for="email">Your e-mail</label>
          {problems['email'] && (
            <p class="problem" id="email-problem">
              Enter an e-mail address, such as ada@example.com.
            </p>
          )}
          <input
            id="email"
            name="email"
            type="email"
            autocomplete="email"
            required
            value={email}
            aria-invalid={problems['email'] ? 'true' : undefined}
            aria-describedby={problems['email'] ? 'email-problem email-hint' : 'email-hint'}
            autofocus={problems['email'] !== undefined}
          />
          <p class="hint" id="email-hint">
            For this order, nothing else.
          </p>
          <button type="submit">Buy this print</button>
          <p class="hint">
            Next you pay by card on the page of OVGC, our payment provider. Your card’s number never
            comes here.
          </p>
        </div>
      </form>
    </Layout>
  );
}

/** The order if this print is chosen. The style sheet shows that of the chosen one alone, so it needs no script. */
function Choice({ product: { title, amount } }: { product: Product }): VNode {
  return (
    <dl class="choice">
      <dt>Print</dt>
      <dd>1 × {title}</dd>
      <dt>Total</dt>
      <dd class="price">{formatAmount(amount)}</dd>
    </dl>
  );
}

function PrintChoice({ product, checked }: { product: Product; checked: boolean }): VNode {
  const { sku, title, amount, description, format, image, imageText } = product;
  return (
    <label class="print">
      <input type="radio" name="sku" value={sku} required checked={checked} />
      <img src={image} alt={imageText} width="480" height="600" />
      <span class="print-text">
        <span class="print-title">{title}</span>
        <span class="print-price">{formatAmount(amount)}</span>
        <span class="print-description">{description}</span>
        <span class="print-format">{format}</span>
      </span>
    </label>
  );
}
