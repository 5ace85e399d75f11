import { IDS } from '../examples/ids.js';
import type { Parameter } from '../operation.js';
import { oneWordOf, text } from '../schemas/schema.js';

type Parameters = Readonly<Record<string, Parameter>>;

export const reveal: Parameters = {
  reveal: { in: 'query', schema: oneWordOf(['true', 'false'], '`true` shows secrets.') },
};

export const sellerId: Parameters = {
  id: { in: 'path', schema: text('The seller’s id.') },
};

export const keyId: Parameters = {
  ...sellerId,
  keyId: { in: 'path', schema: text('The key’s id.') },
};

export const revealId: Parameters = { ...sellerId, ...reveal };

export const noSuchSeller = `There is no seller "nobody"; there are default, ${IDS.seller}.`;
export const noSuchKey = `The seller has no API key "gone"; there are ${IDS.apiKey}.`;
