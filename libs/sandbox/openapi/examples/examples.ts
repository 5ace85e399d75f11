import { adminExamples } from './admin.examples.js';
import { controlExamples } from './control.examples.js';
import type { Examples } from './example.js';
import { gatewayExamples } from './gateway.examples.js';
import { paymentExamples } from './payment.examples.js';
import { sellerExamples } from './seller.examples.js';
import { webhookExamples } from './webhook.examples.js';

/** The examples of every operation. */
export const examples: Examples = {
  ...gatewayExamples,
  ...webhookExamples,
  ...controlExamples,
  ...paymentExamples,
  ...sellerExamples,
  ...adminExamples,
};
