import { jest } from '@jest/globals';
import { ConsoleLogger, Global, Injectable, Module } from '@nestjs/common';
import { EventEmitterModule } from '@nestjs/event-emitter';
import {
  OvgcModule,
  type OvgcModuleOptions,
  type OvgcOptionsFactory,
  OvgcPaymentsService,
  WebhookIntake,
} from 'nestjs-ovgc';
import { eventually } from '../support/app.js';
import { Boots, OPTIONS } from '../support/boots.js';
import { RecordingListener } from '../support/handlers.js';

@Injectable()
class Configuration implements OvgcOptionsFactory {
  createOvgcOptions(): OvgcModuleOptions {
    return OPTIONS;
  }
}

@Global()
@Module({ providers: [Configuration], exports: [Configuration] })
class ConfigurationModule {}

@Injectable()
class Till {
  constructor(readonly payments: OvgcPaymentsService) {}
}

@Module({ providers: [Till] })
class TillModule {}

describe('OvgcModule is registered', () => {
  const boots = new Boots();
  const boot = boots.boot.bind(boots);
  afterEach(() => boots.close());

  it.each([
    ['forRoot', () => OvgcModule.forRoot(OPTIONS)],
    ['useFactory', () => OvgcModule.forRootAsync({ useFactory: () => OPTIONS })],
    [
      'useFactory with inject and imports',
      () =>
        OvgcModule.forRootAsync({
          imports: [ConfigurationModule],
          inject: [Configuration],
          useFactory: (configuration: Configuration) =>
            Promise.resolve(configuration.createOvgcOptions()),
        }),
    ],
    ['useClass', () => OvgcModule.forRootAsync({ useClass: Configuration })],
    [
      'useExisting',
      () => OvgcModule.forRootAsync({ imports: [ConfigurationModule], useExisting: Configuration }),
    ],
  ])('by %s', async (_name, register) => {
    const module = await boot(EventEmitterModule.forRoot(), register());
    expect(module.get(OvgcPaymentsService, { strict: false })).toBeInstanceOf(OvgcPaymentsService);
  });

  it('globally, for modules that do not import it', async () => {
    const module = await boot(
      EventEmitterModule.forRoot(),
      OvgcModule.forRoot({ ...OPTIONS, isGlobal: true }),
      TillModule,
    );
    expect(module.get(Till, { strict: false }).payments).toBeInstanceOf(OvgcPaymentsService);
  });

  it.each([
    [['0123456789abcde'], true],
    [['0123456789abcdef', 'short'], true],
    [['0123456789abcdef'], false],
  ])('with the secrets %j, and warns of short ones (%p)', async (webhookSecret, warns) => {
    const warn = jest.spyOn(ConsoleLogger.prototype, 'warn');
    await boot(EventEmitterModule.forRoot(), OvgcModule.forRoot({ ...OPTIONS, webhookSecret }));
    const warnings = warn.mock.calls.map(([message]) => String(message));
    warn.mockRestore();
    expect(warnings.filter((text) => text.includes('fewer than 16 characters'))).toHaveLength(
      warns ? 1 : 0,
    );
    expect(warnings.join()).not.toMatch(/0123456789|short/);
  });

  it('beside an EventEmitterModule that is not global, and its events arrive', async () => {
    const listener = new RecordingListener();
    @Module({ providers: [{ provide: RecordingListener, useValue: listener }] })
    class Listening {}
    const module = await boot(
      OvgcModule.forRoot(OPTIONS),
      EventEmitterModule.forRoot({ global: false }),
      Listening,
    );
    const intake = module.get(WebhookIntake, { strict: false });
    intake.reject('secret_wrong', 'a test');
    await eventually('it is heard', () => listener.rejected.length === 1);
  });

  it('but not globally unless asked to', async () => {
    await expect(
      boot(EventEmitterModule.forRoot(), OvgcModule.forRoot(OPTIONS), TillModule),
    ).rejects.toThrow(/OvgcPaymentsService/);
  });
});
