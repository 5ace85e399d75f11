import { PageAssets } from '../pages/page.assets.js';
import { DASHBOARD_PATH } from './dashboard.path.js';
import { dashboardScript } from './dashboard.script.js';
import { dashboardStyles } from './styles/dashboard.styles.js';

/** Where the dashboard's assets are served. */
export const ASSETS_PATH = `${DASHBOARD_PATH}/assets`;

export const dashboardAssets = new PageAssets(
  'dashboard',
  ASSETS_PATH,
  dashboardStyles,
  dashboardScript,
);
