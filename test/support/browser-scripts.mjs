import { buildScripts } from '../../libs/sandbox/scripts/build-pages.js';

/** Builds the sandbox's browser scripts before the tests. */
export default () => buildScripts();
