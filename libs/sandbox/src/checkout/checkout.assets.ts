import { Asset } from '../pages/asset.js';
import { icon, rosette } from '../pages/rosette.js';
import { checkoutScript } from './checkout.script.js';
import { checkoutStyles } from './styles/checkout.styles.js';

/** Where the checkout page's assets are served. */
export const ASSETS_PATH = '/checkout/assets';

const rosetteAsset = new Asset('rosette', 'svg', rosette);
const iconAsset = new Asset('icon', 'svg', icon);
const styleAsset = new Asset('checkout', 'css', checkoutStyles(rosetteAsset.fileName));
const scriptAsset = new Asset('checkout', 'js', checkoutScript);

/** The paths that a page names. */
export const ASSET_PATHS = {
  icon: `${ASSETS_PATH}/${iconAsset.fileName}`,
  stylesheet: `${ASSETS_PATH}/${styleAsset.fileName}`,
  script: `${ASSETS_PATH}/${scriptAsset.fileName}`,
} as const;

const assets = new Map(
  [rosetteAsset, iconAsset, styleAsset, scriptAsset].map((asset) => [asset.fileName, asset]),
);

/** The asset of this name; none when its content is of another version. */
export function findAsset(fileName: string): Asset | undefined {
  return assets.get(fileName);
}
