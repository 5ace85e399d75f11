import { OvgcInvalidRequestError } from '../ovgc.errors.js';
import { WEBHOOK_DECISIONS, type WebhookDecision } from '../ledger/ledger.tables.js';
import type { StatedOutcome } from '../payments/payment.outcome.js';
import type { WebhookIdentity } from './webhook.parser.js';

/** Who resolves a webhook, why, and for which order. */
export interface ResolveWebhookOptions {
  /** Who decides: a name, or the id of a user of yours. 1 to 255 characters. */
  readonly by: string;
  /** Why, for whoever looks at it later. 1 to 2,000 characters. */
  readonly note: string;
  /**
   * The order that the webhook belongs to. Needed when the webhook doesn't name a payment of this account, and not
   * allowed with `ignored`. Default: the order that it names.
   */
  readonly orderUuid?: string | undefined;
  /** Whether the decision may contradict what the body says. Default false. */
  readonly force?: boolean | undefined;
}

/** A decision that was checked. */
export interface AskedResolution {
  readonly decision: WebhookDecision;
  readonly by: string;
  readonly note: string;
  readonly orderUuid: string | null;
  readonly force: boolean;
}

const LONGEST_NAME = 255;
const LONGEST_NOTE = 2000;

/**
 * Checks what somebody asks for.
 *
 * @throws OvgcInvalidRequestError `invalid_request`: names every argument that is wrong
 */
export function checkResolution(
  decision: WebhookDecision,
  options: ResolveWebhookOptions,
): AskedResolution {
  const { by, note, orderUuid, force = false } = options ?? {};
  const problems = [
    ...(WEBHOOK_DECISIONS.includes(decision)
      ? []
      : [`the decision must be one of ${WEBHOOK_DECISIONS.join(', ')}`]),
    ...textProblems('by', by, LONGEST_NAME),
    ...textProblems('note', note, LONGEST_NOTE),
    ...(orderUuid === undefined ? [] : textProblems('orderUuid', orderUuid, LONGEST_NAME)),
    ...(orderUuid !== undefined && decision === 'ignored'
      ? ['orderUuid must not be set for a webhook that is ignored: it belongs to no order']
      : []),
    ...(typeof force === 'boolean' ? [] : ['force must be true or false']),
  ];
  if (problems.length > 0) throw new OvgcInvalidRequestError(problems);
  return { decision, by, note, orderUuid: orderUuid ?? null, force };
}

/** The outcome that a decision applies; null when it applies none. The body may say more exactly what it was. */
export function outcomeDecided(
  decision: WebhookDecision,
  said: readonly StatedOutcome[],
): 'succeeded' | 'declined' | 'expired' | null {
  if (decision === 'ignored') return null;
  const isExpired = decision === 'declined' && said.includes('expired');
  return isExpired && !said.includes('declined') ? 'expired' : decision;
}

/**
 * Returns how a decision contradicts what a webhook says, as the rest of a sentence that begins with the webhook; null
 * when it doesn't. A webhook that contradicts itself agrees with either side.
 *
 * @param said every outcome that the body states
 * @param identity the ids that the body names
 * @param named the orders of the ledger that these ids belong to
 */
export function contradiction(
  { decision, orderUuid }: Pick<AskedResolution, 'decision' | 'orderUuid'>,
  said: readonly StatedOutcome[],
  { orderUuids }: Pick<WebhookIdentity, 'orderUuids'>,
  named: readonly string[],
): string | null {
  const outcome = outcomeDecided(decision, said);
  if (outcome === null) {
    // Once it is ignored, neither a copy of it nor its payment, if that turns up, changes anything.
    const isMoney = said.length === 1 && said[0] === 'succeeded';
    return isMoney ? 'says succeeded, and would pay nothing if it is ignored' : null;
  }
  if (said.length > 0 && !said.includes(outcome))
    return `says ${said.join(' and ')}, not ${decision}`;
  const orders = [...new Set([...named, ...orderUuids])];
  if (orderUuid !== null && orders.length > 0 && !orders.includes(orderUuid)) {
    return `names the order ${orders.join(' and ')}, not ${orderUuid}`;
  }
  return null;
}

function textProblems(name: string, value: unknown, longest: number): string[] {
  const isText = typeof value === 'string' && value.trim() !== '' && value.length <= longest;
  return isText ? [] : [`${name} must be a text of 1 to ${longest} characters`];
}
