import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeLedger } from '../../../../test/support/ledger.contract.js';
import { openSqliteLedger } from './sqlite/sqlite.ledger.js';

describeLedger('memory', async () => {
  const ledger = await openSqliteLedger(':memory:');
  return { ledger, close: () => ledger.close() };
});

describeLedger('a SQLite file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ovgc-ledger-'));
  const ledger = await openSqliteLedger(join(folder, 'payments.db'));
  return {
    ledger,
    close: async () => {
      await ledger.close();
      await rm(folder, { recursive: true });
    },
  };
});
