import type { CheckoutReply } from '../checkout.reply.js';
import { LostPage } from '../views/lost-page.js';
import { DECLINE_BUTTONS, ENDINGS } from './forced-outcome.js';

const OUTCOMES = [...ENDINGS, ...DECLINE_BUTTONS].map(({ value }) => value).join(', ');

/** The test bar has no button of this name. */
export const unknownOutcome: CheckoutReply = {
  kind: 'page',
  status: 422,
  document: (
    <LostPage
      title="There is no such outcome"
      text={`Nothing has changed. The outcome is one of ${OUTCOMES}.`}
    />
  ),
  formTargets: [],
};
