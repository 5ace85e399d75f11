import { Global, Module } from '@nestjs/common';
import { SandboxClock } from '../sandbox.clock.js';
import { SandboxStore } from '../store/sandbox.store.js';
import { Agenda } from './agenda.js';
import { ClockDial } from './clock.dial.js';
import { TurnableClock } from './turnable.clock.js';

@Global()
@Module({
  providers: [
    {
      provide: TurnableClock,
      inject: [SandboxStore],
      useFactory: async ({ db }: SandboxStore) => {
        const row = await db.selectFrom('clock').selectAll().executeTakeFirst();
        return new TurnableClock(row?.offset_ms, row?.frozen_at);
      },
    },
    { provide: SandboxClock, useExisting: TurnableClock },
    Agenda,
    ClockDial,
  ],
  exports: [SandboxClock, TurnableClock, Agenda, ClockDial],
})
export class ClockModule {}
