import { unknownNames } from '../../../../test/support/unknown-names.js';
import { checkoutScript } from './checkout.script.js';

describe('the script of the checkout page', () => {
  it('holds every function that its functions call', () => {
    expect(unknownNames(checkoutScript)).toEqual([]);
  });

  it('would be seen to lack one', () => {
    const incomplete = checkoutScript.replace('function withoutSpacing', 'function somethingElse');

    expect(unknownNames(incomplete)).toContain("Cannot find name 'withoutSpacing'.");
  });
});
