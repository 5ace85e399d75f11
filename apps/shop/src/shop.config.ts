import { join } from 'node:path';
import { registerAs, type ConfigType } from '@nestjs/config';
import { readEnvironment } from './shop.environment.js';

/** The shop's configuration. Inject it by `shopConfig.KEY`. */
export const shopConfig = registerAs('shop', () => {
  const environment = readEnvironment(process.env);
  return {
    host: environment.HOST,
    port: environment.SHOP_PORT,
    /** Where customers reach the shop, without a slash at its end. */
    publicUrl: environment.publicUrl.replace(/\/+$/, ''),
    ordersFile: join(environment.DATA_DIR, 'shop.db'),
    paymentsFile: join(environment.DATA_DIR, 'payments.db'),
    /** The sandbox that the shop is paid through, without a slash at its end; null with a real gateway. */
    sandboxUrl: environment.sandboxUrl,
    ovgc: {
      baseUrl: environment.ovgcBaseUrl,
      allowInsecureHttp: environment.OVGC_ALLOW_INSECURE_HTTP === 'true',
      ...environment.credentials,
    },
  };
});

export type ShopConfig = ConfigType<typeof shopConfig>;
