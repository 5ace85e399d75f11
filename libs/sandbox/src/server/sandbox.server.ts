import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { checkAccess } from '../access/access.middleware.js';
import { Scheduler } from '../clock/scheduler.js';
import { SANDBOX_HEADER } from '../control/control.mark.js';
import { Journal } from '../journal/journal.js';
import { SandboxModule } from '../sandbox.module.js';
import type { SandboxOptions } from '../sandbox.options.js';
import { SandboxStore } from '../store/sandbox.store.js';
import { VERSION } from '../version.js';
import { CONTROL_PATH, GATEWAY_PATH } from './paths.js';
import { quietly } from './quietly.js';

/** A server that answers. */
export interface SandboxServer {
  readonly app: NestExpressApplication;
  /** The address it listens on, as this machine reaches it. */
  readonly url: string;
}

/** Starts the server and its scheduler; resolves once it answers. */
export async function startServer(options: SandboxOptions): Promise<SandboxServer> {
  const app = await quietly(() => listen(options));
  const url = addressOf(app);
  options.listeningAt(url);
  await app.get(Scheduler).start();
  return { app, url };
}

async function listen(options: SandboxOptions): Promise<NestExpressApplication> {
  const store = await SandboxStore.open(options.dataDir);
  const app = await createApp(options, store);
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(commonHeaders);
  app.use(checkAccess(options, app.get(Journal)));
  // Both APIs parse their bodies themselves: each answers a broken one in its own words, whatever its type.
  app.useBodyParser('text', { type: isForAnApi });
  app.useBodyParser('urlencoded', { extended: false });
  try {
    await app.listen(options.port, options.host);
    return app;
  } catch (error) {
    await app.close();
    throw error;
  }
}

async function createApp(
  options: SandboxOptions,
  store: SandboxStore,
): Promise<NestExpressApplication> {
  try {
    return await NestFactory.create<NestExpressApplication>(
      SandboxModule.register(options, store),
      {
        abortOnError: false,
        bodyParser: false,
        // A test's client keeps its connections, and a call that a fault leaves unanswered would stay open.
        forceCloseConnections: true,
      },
    );
  } catch (error) {
    // An app that could not be created closes nothing, and the data folder would stay locked.
    await store.close();
    throw error;
  }
}

/** Checkout URLs are not passed on to other sites, and content types are not guessed. */
function commonHeaders({ originalUrl }: Request, response: Response, next: NextFunction): void {
  response.set({ 'Referrer-Policy': 'no-referrer', 'X-Content-Type-Options': 'nosniff' });
  if (CONTROL_PATH.test(originalUrl)) response.set(SANDBOX_HEADER, VERSION);
  next();
}

function isForAnApi({ url = '' }: IncomingMessage): boolean {
  return GATEWAY_PATH.test(url) || CONTROL_PATH.test(url);
}

function addressOf(app: NestExpressApplication): string {
  const { address, family, port } = app.getHttpServer().address() as AddressInfo;
  if (address === '0.0.0.0' || address === '::') return `http://127.0.0.1:${port}`;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}
