import { existsSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { chromium } from 'playwright-core';
import { shared } from './shared.js';

/** Where Debian puts Chromium. */
const DEBIAN_CHROMIUM = '/usr/bin/chromium';

/**
 * Connects to the system's Chromium, headless, which all suites share. Close the connection after the tests.
 *
 * @param executablePath default: `CHROMIUM_PATH`, or where Debian's package puts it
 * @throws Error that says what to install if it is missing
 */
export async function launchBrowser(
  executablePath = process.env['CHROMIUM_PATH'] ?? DEBIAN_CHROMIUM,
): Promise<Browser> {
  if (!existsSync(executablePath)) {
    throw new Error(
      `The browser tests need Chromium, and there is none at ${executablePath}. ` +
        'Run "apt-get install chromium", or set CHROMIUM_PATH to where it is.',
    );
  }
  return chromium.connect(await shared('browser', executablePath));
}
