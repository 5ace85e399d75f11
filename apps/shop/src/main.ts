import { ConsoleLogger, ShutdownSignal } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module.js';
import { setUpApp } from './app.setup.js';
import { shopConfig, type ShopConfig } from './shop.config.js';
import { startFailure } from './start.failure.js';

try {
  const app = await NestFactory.create<NestExpressApplication>(AppModule, {
    abortOnError: false,
    // What Nest says at each start is left out: the terminal shows problems.
    logger: new ConsoleLogger({ logLevels: ['warn', 'error', 'fatal'] }),
    // Buffered until the shop listens: a failure is reported below, once and in helpful words.
    bufferLogs: true,
    autoFlushLogs: false,
  });
  setUpApp(app);
  app.enableShutdownHooks([ShutdownSignal.SIGINT, ShutdownSignal.SIGTERM], {
    useProcessExit: true,
  });
  const { host, port, publicUrl } = app.get<ShopConfig>(shopConfig.KEY);
  await app.listen(port, host);
  console.log(`The shop is open: ${publicUrl}`);
  // Ends the buffer. Otherwise it would keep every line from now on, and print none.
  app.flushLogs();
} catch (error) {
  console.error(startFailure(error));
  process.exit(1);
}
