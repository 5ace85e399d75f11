import { isAxiosError } from 'axios';

/** Why a try got no answer, and whether the gateway can have seen the request. Holds nothing of the request itself. */
export interface TryFailure {
  /** The system's code, such as `ECONNRESET`; or `timeout`, `shutdown`, `HTTP 500`. */
  readonly reason: string;
  readonly requestState: 'not_sent' | 'unknown';
}

/** Codes that arise before the first byte of a request leaves: no name, no listener, no trust. */
const BEFORE_SENDING =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ERR_INVALID_URL|ERR_TLS_.*|CERT_.*|UNABLE_TO_.*|(DEPTH_ZERO_)?SELF_SIGNED_.*)$/;

/**
 * What is left of an error of the HTTP client. The error itself must go no further: it carries the request, and
 * the request carries the API key.
 */
export function connectionFailure(error: unknown): TryFailure {
  const code = isAxiosError(error) ? error.code : undefined;
  if (code === 'ERR_CANCELED' || code === 'ECONNABORTED' || code === 'ETIMEDOUT') {
    return { reason: 'timeout', requestState: 'unknown' };
  }
  const reason = code ?? 'connection error';
  return { reason, requestState: BEFORE_SENDING.test(reason) ? 'not_sent' : 'unknown' };
}
