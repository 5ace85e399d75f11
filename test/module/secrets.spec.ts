import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { OnEvent } from '@nestjs/event-emitter';
import { OnPaymentCreated, type PaymentDelivery, type PaymentEvent } from 'nestjs-ovgc';
import { API_KEY, eventually, request, type RunningApp, SECRET, startApp } from '../support/app.js';
import { type ScriptedGateway, startGateway } from '../support/gateway.js';
import { RecordingListener } from '../support/handlers.js';
import { logInto } from '../support/log.js';

// Holds rule 9: secrets never leave.

/** Throws what a test wants. */
@Injectable()
class Failing {
  error: () => unknown = () => undefined;

  @OnPaymentCreated()
  prepare(_event: PaymentEvent, _delivery: PaymentDelivery): void {
    throw this.error();
  }

  @OnEvent('ovgc.payment.created', { suppressErrors: false })
  hear(): void {
    throw this.error();
  }
}

describe('a secret in an error of the app’s own', () => {
  let gateway: ScriptedGateway;
  let folder: string;
  let app: RunningApp;
  let lines: string[];

  beforeEach(async () => {
    gateway = await startGateway();
    folder = mkdtempSync(join(tmpdir(), 'ovgc-secrets-'));
    lines = [];
  });
  afterEach(async () => {
    await gateway.close();
    rmSync(folder, { recursive: true });
  });

  const cause = () => new Error(`401 for ${API_KEY}`, { cause: SECRET });

  it.each<[string, () => unknown, string]>([
    [
      'in its message',
      () => new Error(`bad ${API_KEY} and ${SECRET}`),
      'bad [secret] and [secret]',
    ],
    ['in its cause', () => new Error('no answer', { cause: cause() }), 'no answer'],
    ['in a list of errors', () => new AggregateError([cause()], `not ${SECRET}`), 'not [secret]'],
    ['in an object that is no error', () => ({ config: { data: { key: API_KEY } } }), '[secret]'],
    ['in a text', () => `key=${SECRET}`, 'key=[secret]'],
    ['where its text is cut off', () => new Error('x'.repeat(1995) + SECRET), '[secr'],
  ])('%s, reaches no row, event or log', async (_name, error, text) => {
    app = await startApp({
      baseUrl: gateway.baseUrl,
      providers: [Failing, RecordingListener],
      nest: { logger: logInto(lines) },
      options: {
        ledger: { sqlite: join(folder, 'payments.db') },
        deliveries: { initialDelayMs: 1, maxDelayMs: 1, maxRetryDurationMs: 20 },
      },
    });
    app.app.get(Failing).error = error;
    await app.payments.createPaymentRequest(request('A'));
    const { deadLettered } = app.app.get(RecordingListener);
    await eventually('it is dead-lettered', () => deadLettered.length === 1);
    const { deliveries } = await app.deliveries.list();
    await app.close();

    expect(deliveries[0]?.lastError).toContain(text);
    expect(deadLettered[0]?.error).toContain(text);
    expect(lines.join('\n')).toContain('OvgcEvents');
    const files = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'latin1'));
    const everything = [JSON.stringify([deliveries, deadLettered]), ...lines, ...files].join('\n');
    for (const secret of [API_KEY, SECRET]) {
      expect(everything).not.toContain(secret);
      expect(everything).not.toContain(secret.slice(0, 8));
    }
  });
});
