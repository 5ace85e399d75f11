import { reset } from '../../pages/reset.css.js';
import { tokens } from '../../pages/tokens.css.js';
import { badge } from './badge.css.js';
import { base } from './base.css.js';
import { code } from './code.css.js';
import { disclosure } from './disclosure.css.js';
import { faults } from './faults.css.js';
import { form } from './form.css.js';
import { frame } from './frame.css.js';
import { list } from './list.css.js';
import { nav } from './nav.css.js';
import { notice } from './notice.css.js';
import { parts } from './parts.css.js';
import { settings } from './settings.css.js';
import { steps } from './steps.css.js';
import { timeline } from './timeline.css.js';

/**
 * The dashboard's one style sheet.
 *
 * @param rosette the file name of the engraving, which is served beside the style sheet
 */
export function dashboardStyles(rosette: string): string {
  const ground = [tokens, reset, base, frame(rosette), nav, notice];
  const pieces = [parts, badge, code, form, disclosure, list, timeline];
  return [...ground, ...pieces, steps, faults, settings].join('\n');
}
