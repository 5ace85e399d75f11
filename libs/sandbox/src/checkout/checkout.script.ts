import { hasExpired, readExpiry } from '../cards/card-expiry.js';
import { spaceDigits, withoutSpacing } from '../cards/card-number.js';
import { codeProblem, expiryProblem, nameProblem } from '../cards/field-problem.js';
import { enhanceCountdown, isLeaving } from './browser/countdown.js';
import { enhanceExpiryField } from './browser/expiry-field.js';
import { enhanceFormCheck, numberProblem, passesLuhn } from './browser/form-check.js';
import { pageScript } from '../pages/page-script.js';
import { brandOf, enhanceNumberField } from './browser/number-field.js';
import { enhanceSinglePayment } from './browser/single-payment.js';
import { enhanceTestCards } from './browser/test-cards.js';

/** What the enhancements call. */
const calledInThePage = [
  withoutSpacing,
  spaceDigits,
  readExpiry,
  hasExpired,
  expiryProblem,
  codeProblem,
  nameProblem,
  brandOf,
  passesLuhn,
  numberProblem,
  isLeaving,
];

/** In the order in which their listeners must run. */
const enhancements = [
  enhanceNumberField,
  enhanceExpiryField,
  enhanceFormCheck,
  enhanceSinglePayment,
  enhanceCountdown,
  enhanceTestCards,
];

/** The checkout page's script. */
export const checkoutScript = pageScript(calledInThePage, enhancements);
