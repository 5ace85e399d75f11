import type { Command } from 'commander';
import type { Payment } from '../../payments/payment.js';
import type { PaymentTimelineEntry } from '../../payments/payment.timeline.js';
import type { Shell } from '../shell.js';
import type { ControlFlags } from './control.command.js';
import { addControlCommand, carryOut } from './control.command.js';
import { paymentLines, timelineLines } from './payment.lines.js';

interface SearchFlags extends ControlFlags {
  readonly search?: string;
  readonly status?: string;
  readonly seller?: string;
  readonly limit?: string;
}

/** `payments`: those there are, or one with all that happened to it. */
export function addPaymentCommand(program: Command, shell: Shell): void {
  addControlCommand(
    program,
    'payments [reference]',
    'print the payments, or what happened to one, by its order, transaction or checkout URL',
  )
    .option('--search <text>', 'those with this in an id, e-mail address, name, title or amount')
    .option('--status <status>', 'Pending, Paid, Declined or Expired')
    .option('--seller <id>', 'those of one seller')
    .option('--limit <number>', 'how many at most (default: 50)')
    .action(async (reference: string | undefined, flags: SearchFlags) => {
      if (reference !== undefined) {
        const path = `payments/${encodeURIComponent(reference)}`;
        return carryOut<Payment & { timeline: PaymentTimelineEntry[] }>(
          flags,
          shell,
          { method: 'GET', path },
          timelineLines,
        );
      }
      const { search, status, seller: sellerId, limit } = flags;
      const query = { search, status, sellerId, limit };
      const request = { method: 'GET', path: 'payments', query } as const;
      return carryOut<readonly Payment[]>(flags, shell, request, paymentLines);
    });
}
