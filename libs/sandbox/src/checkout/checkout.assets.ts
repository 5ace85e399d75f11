import { PageAssets } from '../pages/page.assets.js';
import { checkoutScript } from './checkout.script.js';
import { checkoutStyles } from './styles/checkout.styles.js';

/** Where the checkout page's assets are served. */
export const ASSETS_PATH = '/checkout/assets';

export const checkoutAssets = new PageAssets(
  'checkout',
  ASSETS_PATH,
  checkoutStyles,
  checkoutScript,
);
