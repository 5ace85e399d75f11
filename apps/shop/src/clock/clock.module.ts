import {
  Global,
  type MiddlewareConsumer,
  Module,
  type NestModule,
  RequestMethod,
} from '@nestjs/common';
import { shopConfig, type ShopConfig } from '../shop.config.js';
import { ShopClock } from './shop.clock.js';

@Global()
@Module({
  providers: [
    {
      provide: ShopClock,
      inject: [shopConfig.KEY],
      useFactory: async (config: ShopConfig) => {
        const clock = new ShopClock(config);
        await clock.start();
        return clock;
      },
    },
  ],
  exports: [ShopClock],
})
export class ClockModule implements NestModule {
  constructor(private readonly clock: ShopClock) {}

  configure(consumer: MiddlewareConsumer): void {
    const refresh = (_request: unknown, _response: unknown, next: () => void) => {
      void this.clock.refresh().finally(next);
    };
    consumer.apply(refresh).forRoutes({ path: '{*path}', method: RequestMethod.POST });
  }
}
