import { API_KEY, SECRET } from './webhook.secrets.js';

/** What may or must follow from a body, by its meaning alone. */
export interface Expectation {
  readonly isObject: boolean;
  /** Its first secret is the right one, as a string, with or without spaces around it. */
  readonly isAuthorised: boolean;
  /** The ids that may name its transaction. */
  readonly ids: readonly string[];
  /** The ids that it may pay: none, unless it says without contradiction that a payment succeeded. */
  readonly pays: readonly string[];
  /** The outcome of a documented body, which must be stored; null for any other body. */
  readonly documented: 'succeeded' | 'declined' | null;
  /** The body as it is stored, without secrets; null when it is nested too deeply to be stored as a whole. */
  readonly stored: string | null;
}

type Fields = Readonly<Record<string, unknown>>;

const NOTHING: Expectation = {
  isObject: false,
  isAuthorised: false,
  ids: [],
  pays: [],
  documented: null,
  stored: null,
};

const SECRETS = ['webhook_secret', 'webhookSecret'];
const TRANSACTIONS = ['transaction_id', 'transactionId'];
const OTHER_IDS = ['invoice_id', 'invoiceId', 'invoice', 'payment_id', 'paymentId', 'id'];
const STATUSES = ['payment_status', 'paymentStatus'];
const OTHER_STATUSES = ['status', 'event', 'event_type', 'eventType'];
const CLAIMS = [
  ...SECRETS,
  ...TRANSACTIONS,
  ...OTHER_IDS,
  ...STATUSES,
  ...OTHER_STATUSES,
  'success',
  'data',
  'order_uuid',
  'orderUuid',
];

const PAID = ['paymentsucceeded', 'paid'];
/** Spellings that need a `success` beside them. */
const UNDOCUMENTED_PAID = ['succeeded', 'success', 'paymentsuccess', 'completed', 'captured'];
const UNPAID = ['paymentdeclined', 'declined', 'paymentexpired', 'expired', 'pending', 'failed'];
const OTHER_UNPAID = ['paymentfailed', 'cancelled', 'canceled'];

/** What to expect of a JSON text; of two equal keys the last one counts. */
export function expectationOf(text: string): Expectation {
  const body = parsed(text);
  if (body === null) return NOTHING;
  const [secret] = claims(body, SECRETS, () => true);
  const transactions = claims(body, TRANSACTIONS).map(trimmed);
  const ids = [...transactions, ...claims(body, OTHER_IDS).map(trimmed)].filter(isId);
  return {
    isObject: true,
    isAuthorised: trimmed(secret) === SECRET,
    ids,
    pays: transactions.every(isId) && saysPaid(body) ? ids : [],
    documented: documentedOutcome(body),
    stored: storedText(body),
  };
}

function saysPaid(body: Fields): boolean {
  const documented = claims(body, STATUSES).map(lettersOf);
  const others = claims(body, OTHER_STATUSES).map(lettersOf);
  const truths = claims(body, ['success']);
  const isPaid = (word: string) => PAID.includes(word) || UNDOCUMENTED_PAID.includes(word);
  const isUnpaid = (word: string) => UNPAID.includes(word) || OTHER_UNPAID.includes(word);
  const words = [...documented, ...others.filter((word) => isPaid(word) || isUnpaid(word))];
  return (
    words.length > 0 &&
    words.every(isPaid) &&
    truths.every((one) => one === true || one === 1 || one === 'true') &&
    (truths.length > 0 || words.some((word) => PAID.includes(word)))
  );
}

/** The outcome of the two documented bodies (docs/gateway-api.md, Webhooks), with or without unknown fields. */
function documentedOutcome(body: Fields): 'succeeded' | 'declined' | null {
  const { webhook_secret: secret, success, payment_status: status, transaction_id: id } = body;
  const others = Object.keys(body).filter((key) => CLAIMS.includes(key));
  if (others.length !== 4 || secret !== SECRET) return null;
  if (typeof id !== 'string' || !/^invoice_\w+$/.test(id)) return null;
  if (success === true && status === 'payment.succeeded') return 'succeeded';
  return success === false && status === 'payment.declined' ? 'declined' : null;
}

function storedText(body: Fields): string | null {
  try {
    const text = JSON.stringify(withoutSecretFields(body));
    return text.replaceAll(SECRET, '[secret]').replaceAll(API_KEY, '[secret]');
  } catch {
    // It is nested too deeply.
    return null;
  }
}

/** The fields that hold a secret are taken out of the body first, wherever they are, however deep their values are. */
function withoutSecretFields(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(withoutSecretFields);
  const kept = Object.entries(value).filter(
    ([name]) => name.toLowerCase().replaceAll(/[\s._-]/g, '') !== 'webhooksecret',
  );
  return Object.fromEntries(kept.map(([name, one]) => [name, withoutSecretFields(one)]));
}

/** The values of fields with these names, at the top level and then under `data`. */
function claims(
  body: Fields,
  names: readonly string[],
  counts: (value: unknown) => boolean = (value) => value !== null,
): unknown[] {
  return [body, body['data']]
    .filter((holder): holder is Fields => typeof holder === 'object' && holder !== null)
    .filter((holder) => !Array.isArray(holder))
    .flatMap((holder) =>
      names.filter((name) => Object.hasOwn(holder, name)).map((name) => holder[name]),
    )
    .filter(counts);
}

function lettersOf(status: unknown): string {
  return typeof status === 'string' ? status.toLowerCase().replaceAll(/[\s._-]/g, '') : '';
}

function trimmed(value: unknown): unknown {
  return typeof value === 'string' ? value.trim() : value;
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && /^[\x21-\x7e]{1,255}$/.test(value);
}

function parsed(text: string): Fields | null {
  try {
    // A byte order mark may be ignored (RFC 8259, section 8.1), and is.
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Fields)
      : null;
  } catch {
    return null;
  }
}
