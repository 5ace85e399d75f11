import { reset } from '../../pages/reset.css.js';
import { tokens } from '../../pages/tokens.css.js';
import { form } from './form.css.js';
import { frame } from './frame.css.js';
import { states } from './states.css.js';
import { testBar } from './test-bar.css.js';

/**
 * The checkout page's one style sheet.
 *
 * @param rosette the file name of the engraving, which is served beside the style sheet
 */
export function checkoutStyles(rosette: string): string {
  return [tokens, reset, frame(rosette), form, testBar, states].join('\n');
}
