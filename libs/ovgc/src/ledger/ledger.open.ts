import { Logger } from '@nestjs/common';
import type { LedgerOptions } from '../ovgc.options.js';
import type { Ledger } from './ledger.js';
import { openSqliteLedger } from './sqlite/sqlite.ledger.js';

/** Opens the ledger that the options name. */
export function openLedger(options: LedgerOptions): Promise<Ledger> {
  if (options !== 'memory') return openSqliteLedger(options.sqlite);
  new Logger('OvgcLedger').warn(
    "ledger is 'memory': every payment is forgotten when this process ends. Fine in tests, nowhere else",
  );
  return openSqliteLedger(':memory:');
}
