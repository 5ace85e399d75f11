import type { PaymentStatus } from '../../payments/payment.js';
import type { WebhookState } from '../../webhooks/webhook.js';

/** Good is reserved for money that was paid and for what is active. */
export type Tone = 'good' | 'ask' | 'bad' | 'quiet';

const PAYMENT_TONES: Readonly<Record<PaymentStatus, Tone>> = {
  Paid: 'good',
  Pending: 'ask',
  Declined: 'bad',
  Expired: 'quiet',
};

const WEBHOOK_BADGES: Readonly<Record<WebhookState, Pick<BadgeProps, 'tone' | 'text' | 'mark'>>> = {
  delivered: { tone: 'quiet', text: 'Delivered', mark: 'good' },
  pending: { tone: 'ask', text: 'Pending' },
  failed: { tone: 'bad', text: 'Failed' },
  dropped: { tone: 'bad', text: 'Dropped' },
  no_endpoint: { tone: 'quiet', text: 'No endpoint' },
};

/** The webhook states, each with its title. */
export const WEBHOOK_STATES = Object.entries(WEBHOOK_BADGES).map(([value, { text }]) => ({
  value: value as WebhookState,
  title: text,
}));

/** The tone of a webhook's event: what it reports about the payment, whether or not it was delivered. */
export function eventTone(event: string): Tone {
  if (event === 'payment.succeeded') return 'good';
  return event === 'payment.declined' ? 'bad' : 'quiet';
}

export interface BadgeProps {
  readonly tone: Tone;
  readonly text: string;
  /** The tone's own shape unless given. */
  readonly mark?: Tone;
}

const SHAPES: Readonly<Record<Tone, string>> = {
  good: 'M1.5 5.2l2.4 2.4 4.6-5',
  ask: 'M5 1.8a3.2 3.2 0 1 1 0 6.4a3.2 3.2 0 0 1 0-6.4z',
  bad: 'M2 2l6 6M8 2l-6 6',
  quiet: 'M1.5 5h7',
};

/** A word with a colour, and with a shape for people who cannot tell the colours apart. */
export function Badge({ tone, text, mark = tone }: BadgeProps) {
  return (
    <span class={`badge badge-${tone}`}>
      <svg viewBox="0 0 10 10" aria-hidden="true" focusable="false">
        <path d={SHAPES[mark]} />
      </svg>
      {text}
    </span>
  );
}

export function PaymentBadge({ status }: { readonly status: PaymentStatus }) {
  return <Badge tone={PAYMENT_TONES[status]} text={status} />;
}

export function WebhookBadge({ state }: { readonly state: WebhookState }) {
  return <Badge {...WEBHOOK_BADGES[state]} />;
}

/** The response to an attempt, and how fast it came. */
export function Answer(props: {
  readonly status: number | null;
  readonly error: string | null;
  readonly latencyMs: number;
}) {
  const { status, error, latencyMs } = props;
  const isGood = status !== null && status >= 200 && status <= 299;
  return (
    <span>
      <span class={isGood ? 'answer' : 'answer tone-bad'}>{status ?? error ?? 'no response'}</span>{' '}
      <span class="soft small">{latencyMs} ms</span>
    </span>
  );
}
