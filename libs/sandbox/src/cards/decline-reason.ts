import type { DeclineReason } from '../payments/payment.js';

/** What a customer is told of a declined card: the reason, and what to do next. */
export const DECLINE_MESSAGES: Readonly<Record<DeclineReason, string>> = {
  card_declined: 'The bank declined this card. Try another one.',
  insufficient_funds: 'There is not enough money on this card. Try another one.',
  lost_card: 'This card was reported lost. Use another one.',
  stolen_card: 'This card was reported stolen. Use another one.',
  expired_card: 'The bank says that this card has expired. Use another one.',
  incorrect_code: 'The security code is not the one of this card. Check it, or use another card.',
  processing_error: 'The bank could not process this card. Try again, or use another one.',
  fraudulent: 'This payment was blocked as suspected fraud. Use another card.',
  authentication_failed:
    'The bank could not confirm that it was you. Try again, or use another card.',
};
