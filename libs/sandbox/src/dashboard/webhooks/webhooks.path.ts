import { VIEWS } from '../dashboard.path.js';

/** The form that triggers a webhook. */
export const TRIGGER_PATH = `${VIEWS.webhooks.path}/trigger`;
