import { launchBrowser } from './browser.js';

describe('the browser of the tests', () => {
  it('when it is missing, is an error that names what to install', async () => {
    await expect(launchBrowser('/nowhere/chromium')).rejects.toThrow(
      'there is none at /nowhere/chromium. Run "apt-get install chromium", or set CHROMIUM_PATH',
    );
  });
});
