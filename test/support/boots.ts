import {
  ConsoleLogger,
  Module,
  type ModuleMetadata,
  type Provider,
  type Type,
} from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import type { OvgcModuleOptions } from 'nestjs-ovgc';
import { API_KEY, SECRET } from './app.js';

/** No more than the module has to be told. */
export const OPTIONS: OvgcModuleOptions = {
  apiKey: API_KEY,
  webhookSecret: SECRET,
  ledger: 'memory',
};

/** Apps that are initialised without listening, until {@link Boots.close}. */
export class Boots {
  private readonly open: TestingModule[] = [];

  async boot(...imports: NonNullable<ModuleMetadata['imports']>): Promise<TestingModule> {
    const module = await Test.createTestingModule({ imports })
      .setLogger(new ConsoleLogger({ logLevels: [] }))
      .compile();
    this.open.push(module);
    return module.init();
  }

  async close(): Promise<void> {
    await Promise.all(this.open.splice(0).map((module) => module.close()));
  }
}

/** A part of an app with providers in it. */
export function moduleOf(...providers: Provider[]): Type<unknown> {
  @Module({ providers })
  class AppPart {}
  return AppPart;
}
