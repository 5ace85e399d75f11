import type { PaymentStatus } from '../../payments/payment.js';
import type { WebhookState } from '../../webhooks/webhook.js';

type Tone = 'good' | 'ask' | 'bad' | 'quiet';

const PAYMENT_TONES: Readonly<Record<PaymentStatus, Tone>> = {
  Paid: 'good',
  Pending: 'ask',
  Declined: 'bad',
  Expired: 'quiet',
};

const WEBHOOK_TONES: Readonly<Record<WebhookState, Tone>> = {
  delivered: 'good',
  pending: 'ask',
  failed: 'bad',
  dropped: 'bad',
  no_endpoint: 'quiet',
};

/** The words for a webhook's state. */
export const WEBHOOK_STATES: Readonly<Record<WebhookState, string>> = {
  delivered: 'Delivered',
  pending: 'Pending',
  failed: 'Failed',
  dropped: 'Dropped',
  no_endpoint: 'No endpoint',
};

/** A word with a colour, and a shape for those who cannot tell the colours apart. */
export function Badge({ tone, text }: { readonly tone: Tone; readonly text: string }) {
  return (
    <span class={`badge badge-${tone}`}>
      <svg viewBox="0 0 10 10" aria-hidden="true" focusable="false">
        <path d={SHAPES[tone]} />
      </svg>
      {text}
    </span>
  );
}

const SHAPES: Readonly<Record<Tone, string>> = {
  good: 'M1.5 5.2l2.4 2.4 4.6-5',
  ask: 'M5 1.8a3.2 3.2 0 1 1 0 6.4a3.2 3.2 0 0 1 0-6.4z',
  bad: 'M2 2l6 6M8 2l-6 6',
  quiet: 'M1.5 5h7',
};

export function PaymentBadge({ status }: { readonly status: PaymentStatus }) {
  return <Badge tone={PAYMENT_TONES[status]} text={status} />;
}

export function WebhookBadge({ state }: { readonly state: WebhookState }) {
  return <Badge tone={WEBHOOK_TONES[state]} text={WEBHOOK_STATES[state]} />;
}
