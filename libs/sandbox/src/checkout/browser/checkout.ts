import { countDown } from './countdown.js';
import { checkForm } from './form-check.js';
import { guardLeaving } from './leaving.js';
import { offerTestCards } from './test-cards.js';
import { formatExpiry, formatNumber } from './typing.js';

/** The checkout form; pages in other states have none. */
const form = document.querySelector<HTMLFormElement>('#card-form');

if (form !== null) {
  formatNumber(form);
  formatExpiry(form);
  checkForm(form);
  offerTestCards(form);
}
// After the check: a form that it stops is not sent.
guardLeaving();
countDown();
