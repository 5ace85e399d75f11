import { isAxiosError } from 'axios';

/**
 * An attempt that may succeed when it is repeated: the gateway sent no answer, or a 408, a 429 or a 5xx. Holds nothing
 * of the request, which carries the API key.
 */
export interface Unavailable {
  readonly kind: 'unavailable';
  /** A code of the system, such as `ECONNRESET`; or `timeout`, `shutdown`, `HTTP 500`. */
  readonly reason: string;
  /** Whether the gateway can have received the request. */
  readonly requestState: 'not_sent' | 'unknown';
  /** How long the gateway asks to wait before the next attempt, in milliseconds; null when it doesn't say. */
  readonly retryAfterMs: number | null;
}

/** Codes of errors that happen before the first byte of a request leaves: no address, no listener, no trust. */
const BEFORE_SENDING =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ERR_INVALID_URL|ERR_TLS_.*|CERT_.*|UNABLE_TO_.*|(DEPTH_ZERO_)?SELF_SIGNED_.*)$/;

/**
 * Takes from an error of the HTTP client what is safe to show. Never pass the error itself on: it carries the request,
 * and the request carries the API key.
 */
export function connectionFailure(error: unknown): Unavailable {
  const code = isAxiosError(error) ? error.code : undefined;
  if (code === 'ERR_CANCELED' || code === 'ECONNABORTED' || code === 'ETIMEDOUT') {
    return unavailable('timeout', 'unknown');
  }
  const reason = code ?? 'connection error';
  return unavailable(reason, BEFORE_SENDING.test(reason) ? 'not_sent' : 'unknown');
}

/** An {@link Unavailable} with the defaults filled in. */
export function unavailable(
  reason: string,
  requestState: Unavailable['requestState'],
  retryAfterMs: number | null = null,
): Unavailable {
  return { kind: 'unavailable', reason, requestState, retryAfterMs };
}

/** Whether an HTTP status says that the same request may succeed later: 408, 429 and 5xx. */
export function isTemporary(httpStatus: number): boolean {
  return httpStatus >= 500 || httpStatus === 408 || httpStatus === 429;
}
