import type { ComponentChildren } from 'preact';
import { TEST_CARDS } from '../../cards/test-cards.js';
import { checkoutPath } from '../../checkout/checkout.path.js';
import { formatAmount } from '../../pages/amount.js';
import type { Seller } from '../../sellers/seller.js';
import { paymentPath, VIEWS } from '../dashboard.path.js';
import { CopyButton } from '../frame/copy-button.js';
import { Field } from '../frame/field.js';
import { PaymentBadge } from '../frame/status-badge.js';
import { sellerAction } from '../keys/keys.path.js';
import type { Progress, Step } from './first-steps.js';
import { nextStep } from './first-steps.js';
import { Snippet } from './snippet.js';

export interface StepsProps {
  readonly progress: Progress;
  readonly seller: Seller;
  /** The snippets as they may be shown. */
  readonly env: string;
  readonly curl: string;
  readonly areRevealed: boolean;
}

/** From nothing to the first webhook. Each step turns done by itself. */
export function Steps(props: StepsProps) {
  const { progress } = props;
  const now = nextStep(progress);
  return (
    <ol class="steps">
      <Place step={null} now={now} isDone={progress.newest !== null} title="Point your shop here">
        <p class="soft">
          The same API as the real gateway’s, on your machine. Paste this into your shop’s{' '}
          <code>.env</code>; later you change the values and nothing else.
        </p>
        <Snippet id="env" label="Copy .env" text={props.env} from={`${VIEWS.overview.path}/env`} />
        <Reveal {...props} />
      </Place>
      <Place step="create" now={now} isDone={progress.newest !== null} title="Create a payment">
        <CreateStep {...props} />
      </Place>
      <Place step="pay" now={now} isDone={progress.hasPaid} title="Pay it, as a customer">
        <PayStep progress={progress} />
      </Place>
      <Place step="webhook" now={now} isDone={progress.hasDelivered} title="Receive the webhook">
        <WebhookStep {...props} />
      </Place>
    </ol>
  );
}

function Place(props: {
  readonly step: Step | null;
  readonly now: Step | null;
  readonly isDone: boolean;
  readonly title: string;
  readonly children: ComponentChildren;
}) {
  const { step, now, isDone, title, children } = props;
  const state = isDone ? 'step-done' : step === now ? 'step-now' : '';
  return (
    <li class={`step ${state}`} aria-current={step === now && step !== null ? 'step' : undefined}>
      <h2>
        <span>
          {title}
          {isDone ? <span class="visually-hidden"> (done)</span> : null}
        </span>
      </h2>
      <div class="step-body">{children}</div>
    </li>
  );
}

function Reveal({ areRevealed }: StepsProps) {
  const path = VIEWS.overview.path;
  return (
    <p class="small">
      <a href={areRevealed ? path : `${path}?reveal=secrets`} data-swap>
        {areRevealed ? 'Hide key and secret' : 'Show key and secret'}
      </a>
      <span class="soft scripted-inline"> The button copies them unseen.</span>
    </p>
  );
}

function CreateStep({ progress: { newest }, curl }: StepsProps) {
  return (
    <>
      <p class="soft">Let your shop ask for one, or try it from a terminal:</p>
      <Snippet id="curl" label="Copy curl" text={curl} from={`${VIEWS.overview.path}/curl`} />
      {newest === null ? (
        <p class="waiting">Waiting for your first call…</p>
      ) : (
        <p class="title-line" id="first-payment">
          <PaymentBadge status={newest.status} />
          <a href={paymentPath(newest.transactionId)}>
            {formatAmount(newest.amount)} for {newest.orderUuid}
          </a>
        </p>
      )}
    </>
  );
}

function PayStep({ progress: { newest, hasPaid } }: { readonly progress: Progress }) {
  const card = TEST_CARDS.visa.number.replaceAll(/(\d{4})(?=\d)/g, '$1 ');
  if (newest === null || hasPaid) {
    return (
      <p class="soft">
        On its checkout page, with the test card <code>{card}</code>.
      </p>
    );
  }
  return (
    <>
      <p class="soft">
        Open its checkout page and use this test card, with any future date and any code. The page
        lists the cards that are declined, too.
      </p>
      <p class="secret">
        <code>{card}</code>
        <CopyButton label="Copy card number" text={card} />
      </p>
      <div class="buttons">
        <a class="button button-primary" href={checkoutPath(newest)} target="_blank">
          Open checkout
        </a>
      </div>
    </>
  );
}

function WebhookStep({ progress: { hasPaid, hasDelivered }, seller }: StepsProps) {
  const { id, webhookUrl } = seller;
  if (webhookUrl === null) {
    return (
      <form class="line" method="post" action={sellerAction(id, 'endpoint')}>
        <Field id="first-endpoint" label="Your endpoint" hint="Webhooks go nowhere yet">
          {(control) => (
            <input
              {...control}
              name="url"
              inputMode="url"
              required
              placeholder="http://127.0.0.1:3000/webhooks/ovgc"
              autocomplete="off"
              spellcheck={false}
            />
          )}
        </Field>
        <button class="button">Save endpoint</button>
      </form>
    );
  }
  return (
    <p class="soft">
      It goes to <code>{webhookUrl}</code>.{' '}
      {hasPaid && !hasDelivered ? (
        <>
          Nothing there has answered 200 so far: <a href={VIEWS.webhooks.path}>see the answers</a>{' '}
          or <a href={VIEWS.keys.path}>change the endpoint</a>.
        </>
      ) : (
        'Answer 200, and fulfil the order on payment.succeeded, never on the customer’s return.'
      )}
    </p>
  );
}
