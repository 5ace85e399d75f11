import { BadRequestException, UnauthorizedException } from '@nestjs/common';
import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host.js';
import type { OvgcOptions } from '../ovgc.options.js';
import type { WebhookIntake } from './webhook.intake.js';
import { WebhookSecretGuard } from './webhook-secret.guard.js';

const SECRET = 'whsec_a';

/** Whatever an app's own parser may leave of a request. */
describe('the guard of a webhook', () => {
  const rejected: unknown[] = [];
  const receiver: Pick<WebhookIntake, 'unreadable' | 'reject'> = {
    unreadable: (detail) => new BadRequestException(detail),
    reject: (...report) => void rejected.push(report),
  };
  const guard = new WebhookSecretGuard(
    { webhookSecret: [SECRET] } as unknown as OvgcOptions,
    receiver as WebhookIntake,
  );

  beforeEach(() => {
    rejected.length = 0;
  });

  function pass(request: object): boolean {
    return guard.canActivate(new ExecutionContextHost([request]));
  }

  it('lets the right secret in, and takes it away', () => {
    const body = { webhook_secret: SECRET, transaction_id: 'invoice_1' };
    expect(pass({ headers: { 'content-type': 'application/json' }, body })).toBe(true);
    expect(body).toEqual({ transaction_id: 'invoice_1' });
    expect(rejected).toEqual([]);
  });

  it('lets a body in that is there without any headers', () => {
    expect(pass({ body: { webhook_secret: SECRET } })).toBe(true);
  });

  it('takes nothing for a form that is only like one in a parameter of its type', () => {
    const type = 'application/json; profile="application/x-www-form-urlencoded"';
    expect(pass({ headers: { 'content-type': type }, body: { webhook_secret: SECRET } })).toBe(
      true,
    );
  });

  it.each([
    ['null', { body: null }],
    ['nothing', {}],
    ['a text', { body: SECRET }],
    ['a list', { body: [{ webhook_secret: SECRET }] }],
    [
      'a form',
      {
        headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
        body: { webhook_secret: SECRET },
      },
    ],
  ])('refuses %s, and says what it wants', (_, request) => {
    expect(() => pass(request)).toThrow(
      new BadRequestException('its body is not a JSON object sent as application/json'),
    );
  });

  it.each([
    ['missing', {}],
    ['wrong', { webhook_secret: 'whsec_b' }],
  ])('refuses a secret that is %s, says so, and reports it', (check, body) => {
    expect(() => pass({ body })).toThrow(
      new UnauthorizedException(
        `The webhook_secret is ${check}. It must be the one saved with this endpoint in the OVGC dashboard.`,
      ),
    );
    expect(rejected).toEqual([[`secret_${check}`, `its webhook_secret is ${check}`]]);
  });
});
