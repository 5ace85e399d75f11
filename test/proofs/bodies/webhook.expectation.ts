import { SECRET } from './webhook.secrets.js';

/** What may or must follow from a body, by its meaning alone. */
export interface Expectation {
  readonly isObject: boolean;
  /** Its first secret is the right one, as a string. */
  readonly isAuthorised: boolean;
  /** The transactions that it names. */
  readonly ids: readonly string[];
  /** It says of one transaction, without contradiction, that it is paid. */
  readonly pays: boolean;
  /** The outcome of a documented body, which must be stored; null for any other body. */
  readonly documented: 'succeeded' | 'declined' | null;
}

type Fields = Readonly<Record<string, unknown>>;

const CLAIMS = [
  'webhook_secret',
  'webhookSecret',
  'transaction_id',
  'transactionId',
  'success',
  'data',
  'payment_status',
  'paymentStatus',
];
/** The module may reject what is nested this deep. */
const TOO_DEEP = /\[{1000}/;
const PAID = /^(payment[._]?succeeded|paid)$/i;

/** What to expect of a JSON text; of two equal keys the last one counts. */
export function expectationOf(text: string): Expectation {
  const body = parsed(text);
  if (body === null) {
    return { isObject: false, isAuthorised: false, ids: [], pays: false, documented: null };
  }
  const secrets = claims(body, ['webhook_secret', 'webhookSecret'], () => true);
  const ids = claims(body, ['transaction_id', 'transactionId']);
  const statuses = claims(body, ['payment_status', 'paymentStatus']);
  const successes = claims(body, ['success']);
  return {
    isObject: true,
    isAuthorised: secrets[0] === SECRET,
    ids: ids.filter((id) => typeof id === 'string'),
    pays:
      new Set(ids).size === 1 &&
      statuses.length > 0 &&
      statuses.every((status) => typeof status === 'string' && PAID.test(status)) &&
      successes.every((success) => success === true || success === 'true'),
    documented: TOO_DEEP.test(text) ? null : documentedOutcome(body),
  };
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
