import { icon, rosette } from '../pages/rosette.js';
import { Asset } from '../pages/asset.js';
import { DASHBOARD_PATH } from './dashboard.path.js';
import { dashboardScript } from './dashboard.script.js';
import { dashboardStyles } from './styles/dashboard.styles.js';

/** Where the dashboard's assets are served. */
export const ASSETS_PATH = `${DASHBOARD_PATH}/assets`;

const rosetteAsset = new Asset('rosette', 'svg', rosette);
const iconAsset = new Asset('icon', 'svg', icon);
const styleAsset = new Asset('dashboard', 'css', dashboardStyles(rosetteAsset.fileName));
const scriptAsset = new Asset('dashboard', 'js', dashboardScript);

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
