import { copyOnClick } from './copy.js';
import { sendForms } from './forms.js';
import { keepUpToDate } from './live.js';
import { searchInPlace } from './search.js';
import { tick } from './ticking.js';
import { preparePage } from './view.js';

preparePage();
tick();
sendForms();
searchInPlace();
copyOnClick();
keepUpToDate();
