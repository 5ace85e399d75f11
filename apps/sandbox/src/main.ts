import { runService } from 'ovgc-sandbox';

const { DATA_DIR, SHOP_PORT, ...env } = process.env;

// It runs beside the shop: it keeps its state from one start to the next, as the shop does, and sends webhooks to it.
await runService({ ...env, DATA_DIR: DATA_DIR || './data', SHOP_PORT: SHOP_PORT || '3000' });
