import type { DynamicModule } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { SandboxStore } from './sandbox.store.js';

@Module({})
export class StoreModule {
  /** @param store is open, and closed with the app. */
  static register(store: SandboxStore): DynamicModule {
    return {
      module: StoreModule,
      global: true,
      // A factory: Nest tells a plain value nothing of the app's end.
      providers: [{ provide: SandboxStore, useFactory: () => store }],
      exports: [SandboxStore],
    };
  }
}
