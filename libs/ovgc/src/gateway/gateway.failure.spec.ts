import { AxiosError } from 'axios';
import { connectionFailure, unavailable } from './gateway.failure.js';

const failureWith = (code?: string) => connectionFailure(new AxiosError('key_1 was sent', code));

describe('a connection that failed', () => {
  it.each([
    'ECONNREFUSED',
    'ENOTFOUND',
    'EAI_AGAIN',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'CERT_HAS_EXPIRED',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  ])('with %s sent nothing', (code) => {
    expect(failureWith(code)).toEqual(unavailable(code, 'not_sent'));
  });

  it.each([
    'EHOSTUNREACH',
    'ENETUNREACH',
    'ECONNRESET',
    'EPIPE',
    'ERR_BAD_RESPONSE',
    'EPROTO',
    'ECONNREFUSED_NOT',
  ])('with %s may have reached the gateway', (code) => {
    expect(failureWith(code)).toEqual(unavailable(code, 'unknown'));
  });

  it.each(['ERR_CANCELED', 'ECONNABORTED', 'ETIMEDOUT'])('with %s is a timeout', (code) => {
    expect(failureWith(code)).toEqual(unavailable('timeout', 'unknown'));
  });

  it.each([
    new AxiosError('key_1'),
    new Error('key_1'),
    Object.assign(new Error('key_1'), { code: 'key_1' }),
    'key_1',
    null,
    undefined,
  ])('without a known code shows nothing of the error: %p', (error) => {
    expect(connectionFailure(error)).toEqual(unavailable('connection error', 'unknown'));
  });
});
