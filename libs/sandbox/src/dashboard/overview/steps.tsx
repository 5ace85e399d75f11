import type { ComponentChildren } from 'preact';
import { spaceDigits } from '../../cards/card-number.js';
import { TEST_CARDS } from '../../cards/test-cards.js';
import { checkoutPath } from '../../checkout/checkout.path.js';
import { formatAmount } from '../../pages/amount.js';
import { TextField } from '../../pages/field.js';
import type { Payment } from '../../payments/payment.js';
import type { Seller } from '../../sellers/seller.js';
import { VIEWS, paymentPath, sellerAction } from '../dashboard.path.js';
import { CopyButton } from '../frame/actions.js';
import { PaymentBadge } from '../frame/badges.js';
import { Code } from '../frame/parts.js';

/** How far the user has come with a first payment. */
export interface Progress {
  /** The newest payment; null before the first call. */
  readonly newest: Payment | null;
  readonly hasPaid: boolean;
  readonly hasDelivered: boolean;
}

export interface StepsProps extends Progress {
  readonly seller: Seller;
  /** The snippets, with their secrets masked or not. */
  readonly env: string;
  readonly curl: string;
  readonly areRevealed: boolean;
}

/** The step to do next; null when all are done. */
export function nextStep(progress: Progress): 'create' | 'pay' | 'webhook' | null {
  if (progress.newest === null) return 'create';
  if (!progress.hasPaid) return 'pay';
  return progress.hasDelivered ? null : 'webhook';
}

/** The way from nothing to the first webhook. The steps check themselves off. */
export function Steps(props: StepsProps) {
  const { hasPaid, hasDelivered } = props;
  const hasPayment = props.newest !== null;
  const next = nextStep(props);
  return (
    <ol class="stack steps">
      <Step title="Point your shop here" isDone={hasPayment}>
        <p class="soft">
          The sandbox has the same API as the real gateway. Paste this into your shop’s{' '}
          <code>.env</code>. To go live, you only change the values.
        </p>
        <Snippet id="env" label="Copy .env" text={props.env} />
        <Reveal {...props} />
      </Step>
      <Step title="Create a payment" isDone={hasPayment} isNext={next === 'create'}>
        <CreateStep {...props} />
      </Step>
      <Step title="Pay it as a customer" isDone={hasPaid} isNext={next === 'pay'}>
        <PayStep {...props} />
      </Step>
      <Step title="Receive the webhook" isDone={hasDelivered} isNext={next === 'webhook'}>
        <WebhookStep {...props} />
      </Step>
    </ol>
  );
}

function Step(props: {
  readonly title: string;
  readonly isDone: boolean;
  readonly isNext?: boolean;
  readonly children: ComponentChildren;
}) {
  const { title, isDone, isNext = false, children } = props;
  const state = isDone ? 'step-done' : isNext ? 'step-now' : '';
  return (
    <li class={`step ${state}`} aria-current={isNext ? 'step' : undefined}>
      <h2>
        <span>
          {title}
          {isDone ? <span class="visually-hidden"> (done)</span> : null}
        </span>
      </h2>
      <div class="form step-body">{children}</div>
    </li>
  );
}

/** A text to paste elsewhere. The button copies it with the secrets that are masked here. */
function Snippet(props: { readonly id: string; readonly label: string; readonly text: string }) {
  return (
    <Code id={props.id} text={props.text}>
      <CopyButton label={props.label} from={`${VIEWS.overview.path}/${props.id}`} />
    </Code>
  );
}

function Reveal({ areRevealed }: StepsProps) {
  const path = VIEWS.overview.path;
  return (
    <p class="small">
      <a href={areRevealed ? path : `${path}?reveal=secrets`} data-swap>
        {areRevealed ? 'Hide key and secret' : 'Show key and secret'}
      </a>{' '}
      <span class="soft scripted">The Copy button includes them either way.</span>
    </p>
  );
}

function CreateStep({ newest, curl }: StepsProps) {
  return (
    <>
      <p class="soft">Create one from your shop, or try it in a terminal:</p>
      <Snippet id="curl" label="Copy curl" text={curl} />
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

function PayStep({ newest, hasPaid }: Progress) {
  const card = spaceDigits(TEST_CARDS.visa.number);
  if (newest === null || hasPaid) {
    return (
      <p class="soft">
        Use the test card <code>{card}</code> on the checkout page.
      </p>
    );
  }
  return (
    <>
      <p class="soft">
        Open the checkout page and use this test card, with any future date and any code. The page
        also lists cards that are declined.
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

function WebhookStep({ hasPaid, hasDelivered, seller }: StepsProps) {
  const { id, webhookUrl } = seller;
  if (webhookUrl === null) {
    return (
      <form class="line" method="post" action={sellerAction(id, 'endpoint')}>
        <TextField
          id="first-endpoint"
          name="url"
          label="Your endpoint"
          hint="Until you set one, webhooks are only logged"
          inputmode="url"
          required
          placeholder="http://127.0.0.1:3000/webhooks/ovgc"
        />
        <button class="button">Save endpoint</button>
      </form>
    );
  }
  return (
    <p class="soft">
      It is sent to <code>{webhookUrl}</code>.{' '}
      {hasPaid && !hasDelivered ? (
        <>
          The endpoint has not responded with 200 yet:{' '}
          <a href={VIEWS.webhooks.path}>see the responses</a> or{' '}
          <a href={VIEWS.keys.path}>change the endpoint</a>.
        </>
      ) : (
        'Respond with 200. Fulfil the order on payment.succeeded, never when the customer returns.'
      )}
    </p>
  );
}
