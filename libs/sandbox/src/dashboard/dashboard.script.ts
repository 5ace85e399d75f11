import { enhanceCopy } from './browser/copy.js';
import { addressOf, enhanceForms, enhanceSearch } from './browser/forms.js';
import { enhanceLive } from './browser/live.js';
import { isReadersOwn, isSamePlace, morph, morphChildren } from './browser/morph.js';
import { announce, enhancePage, show } from './browser/show.js';
import { enhanceTicking } from './browser/ticking.js';
import { pageScript } from '../pages/page-script.js';
import { writeCountdown, writeDistance } from './frame/moment.js';

/** What the enhancements call. */
const calledInThePage = [
  writeCountdown,
  writeDistance,
  isReadersOwn,
  isSamePlace,
  morph,
  morphChildren,
  show,
  announce,
  addressOf,
];

/** In the order in which their listeners must run. */
const enhancements = [
  enhancePage,
  enhanceTicking,
  enhanceForms,
  enhanceSearch,
  enhanceCopy,
  enhanceLive,
];

/** The dashboard's script. */
export const dashboardScript = pageScript(calledInThePage, enhancements);
