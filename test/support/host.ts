import { ConsoleLogger, type Provider } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import {
  EventEmitter2,
  EventEmitterModule,
  EventEmitterReadinessWatcher,
} from '@nestjs/event-emitter';
import { Test } from '@nestjs/testing';
import { EventPublisher } from '../../libs/ovgc/src/events/event.publisher.js';
import { HandlerRegistry } from '../../libs/ovgc/src/deliveries/handler.registry.js';
import { unredacted } from './unredacted.js';

/** A Nest app without the module in it: for what a test puts together by hand, as the runtime does. */
export async function startHost(...providers: Provider[]) {
  const host = await Test.createTestingModule({
    imports: [EventEmitterModule.forRoot()],
    providers,
  })
    .setLogger(new ConsoleLogger({ logLevels: [] }))
    .compile();
  return host.init();
}

export type Host = Awaited<ReturnType<typeof startHost>>;

/** The durable handlers of a host. */
export function handlersOf(
  host: Host,
  account: string,
  accounts: readonly string[] = [account],
): HandlerRegistry {
  const handlers = new HandlerRegistry(account, host.get(ModulesContainer, { strict: false }));
  handlers.discover(accounts);
  return handlers;
}

export function publisherOf(host: Host): EventPublisher {
  return new EventPublisher(
    host.get(EventEmitter2),
    host.get(EventEmitterReadinessWatcher),
    unredacted,
  );
}
