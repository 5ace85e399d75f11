import { hasExpired, readExpiry } from '../cards/card-expiry.js';
import { spaceDigits, withoutSpacing } from '../cards/card-number.js';
import { codeProblem, expiryProblem, nameProblem } from '../cards/field-problem.js';
import { enhanceCountdown, isLeaving } from './browser/countdown.js';
import { enhanceExpiryField } from './browser/expiry-field.js';
import { enhanceFormCheck, numberProblem, passesLuhn } from './browser/form-check.js';
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

/**
 * The page's script: these functions as their own source text, in one scope.
 *
 * They stay ordinary checked TypeScript, and the page applies the very rules that the server applies.
 * Neither a bundler nor files copied beside the build are needed, and it works alike from dist and from the
 * sources under a test runner. The price: a function may use nothing from outside but other functions of
 * these lists. (Count their coverage with V8; instrumented source would not run in the page.)
 */
export const checkoutScript = [
  "(() => {\n'use strict';",
  ...[...calledInThePage, ...enhancements].map(String),
  ...enhancements.map(({ name }) => `${name}();`),
  '})();\n',
].join('\n\n');
