import { Global, Module } from '@nestjs/common';
import { KnownSecrets } from '../journal/known-secrets.js';
import { SandboxClock } from '../sandbox.clock.js';
import { SandboxOptions } from '../sandbox.options.js';
import { MaskedSellers } from './masked-sellers.js';
import { SellerRegistry } from './seller.registry.js';
import { SellerStore } from './seller.store.js';
import { Sellers } from './sellers.service.js';

@Global()
@Module({
  providers: [
    MaskedSellers,
    SellerStore,
    Sellers,
    {
      provide: SellerRegistry,
      inject: [SandboxClock, SandboxOptions, KnownSecrets, SellerStore],
      // A factory: nobody may ask for a seller before they are read.
      useFactory: async (...parts: ConstructorParameters<typeof SellerRegistry>) => {
        const registry = new SellerRegistry(...parts);
        await registry.start();
        return registry;
      },
    },
  ],
  exports: [MaskedSellers, SellerRegistry, Sellers],
})
export class SellersModule {}
