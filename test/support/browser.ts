import { existsSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { chromium } from 'playwright-core';

/** Where Debian puts Chromium. */
const DEBIAN_CHROMIUM = '/usr/bin/chromium';

/**
 * The system's Chromium, headless. Close it after the tests.
 *
 * @param executablePath `CHROMIUM_PATH`, or where Debian's package puts it
 * @throws Error that says what to install when there is none
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
  // Chromium refuses to run as root with its sandbox on.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({
    executablePath,
    args: [
      ...asRoot,
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
