import { createHash, randomBytes, randomUUID } from 'node:crypto';

/** Makes what a seller proves itself by, and ids that go with it. */
export const credentials = {
  apiKey: () => `key_sandbox_${randomBytes(18).toString('base64url')}`,
  webhookSecret: () => `whsec_sandbox_${randomBytes(18).toString('base64url')}`,
  sellerId: () => `seller_${randomUUID()}`,
  apiKeyId: () => `key_${randomUUID()}`,
};

/** Secrets are looked up by this, so that the time it takes tells nothing of them. */
export function digest(secret: string): string {
  return createHash('sha256').update(secret).digest('base64');
}

const SHOWN = 4;

/** A secret as it may be shown: its last characters, if enough others stay hidden. */
export function masked(secret: string): string {
  return `••••${secret.length >= SHOWN * 3 ? secret.slice(-SHOWN) : ''}`;
}
