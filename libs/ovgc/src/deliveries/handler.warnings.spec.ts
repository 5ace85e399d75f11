import type { Type } from '@nestjs/common';
import { handlersOf, startHost } from '../../../../test/support/host.js';
import { ACCOUNT } from '../../../../test/support/ledger.rows.js';
import type { Ledger } from '../ledger/ledger.js';
import { openSqliteLedger } from '../ledger/sqlite/sqlite.ledger.js';
import { OnPaymentDeclined, OnPaymentSucceeded } from './handler.decorators.js';
import { handlerWarnings } from './handler.warnings.js';

/** A class as a bundler names it. */
function classNamed(name: string, handlerName?: string): Type<unknown> {
  class Handlers {
    @OnPaymentDeclined({ ...(handlerName !== undefined && { name: handlerName }) })
    @OnPaymentSucceeded({ ...(handlerName !== undefined && { name: handlerName }) })
    onPaid(): void {}
  }
  return Object.defineProperty(Handlers, 'name', { value: name });
}

describe('the warnings about durable handlers', () => {
  let ledger: Ledger;

  beforeEach(async () => {
    ledger = await openSqliteLedger(':memory:');
  });
  afterEach(() => ledger.close());

  async function warningsFor(...classes: Type<unknown>[]): Promise<readonly string[]> {
    const host = await startHost(...classes);
    const handlers = handlersOf(host, ACCOUNT);
    const warnings = await handlerWarnings({ account: ACCOUNT, ledger, handlers });
    await host.close();
    return warnings;
  }

  it.each(['c', 'aB', '_', '$', 'Ab', 't1', 'xQe', '_a1', ''])(
    'name a handler whose class name looks minified (%p), once, and say what to do',
    async (name) => {
      const [warning, ...others] = await warningsFor(classNamed(name));
      expect(others).toEqual([]);
      expect(warning).toMatch('look minified: ');
      expect(warning).toContain(`: ${name}.onPaid. Deliveries are stored under these names`);
      expect(warning).toContain("Name each handler, as in @OnPaymentSucceeded({ name: 'fulfil' })");
    },
  );

  it('name all of them in one line', async () => {
    const warnings = await warningsFor(classNamed('a'), classNamed('Fulfilment'), classNamed('b'));
    expect(warnings).toEqual([expect.stringContaining('look minified: a.onPaid, b.onPaid.')]);
  });

  it.each(['Fulfilment', 'Sms', 'VAT', 'Pay', 'fulfilment'])(
    'say nothing of a class that somebody named (%p)',
    async (name) => expect(await warningsFor(classNamed(name))).toEqual([]),
  );

  it('say nothing of a handler that has a name of its own', async () => {
    expect(await warningsFor(classNamed('c', 'fulfil'))).toEqual([]);
  });
});
