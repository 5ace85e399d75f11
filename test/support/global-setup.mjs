import buildReference from '../../libs/sandbox/openapi/build.mjs';
import { buildScripts } from '../../libs/sandbox/scripts/build-pages.js';

/** Builds what the sandbox serves from files, once for all tests: its browser scripts and its API reference. */
export default async function setUp() {
  await Promise.all([buildScripts(), buildReference()]);
}
