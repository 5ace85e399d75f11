import { ShutdownSignal } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module.js';
import { setUpApp } from './app.setup.js';
import { shopConfig, type ShopConfig } from './shop.config.js';
import { ShopLogger } from './shop.logger.js';
import { startFailure } from './start.failure.js';

try {
  const app = await NestFactory.create<NestExpressApplication>(AppModule, {
    abortOnError: false,
    logger: new ShopLogger(),
  });
  setUpApp(app);
  app.enableShutdownHooks([ShutdownSignal.SIGINT, ShutdownSignal.SIGTERM], {
    useProcessExit: true,
  });
  const { host, port, publicUrl } = app.get<ShopConfig>(shopConfig.KEY);
  await app.listen(port, host);
  console.log(`The shop is open: ${publicUrl}`);
} catch (error) {
  console.error(startFailure(error));
  process.exit(1);
}
