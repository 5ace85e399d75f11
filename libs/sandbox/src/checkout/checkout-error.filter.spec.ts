import { jest } from '@jest/globals';
import type { INestApplication } from '@nestjs/common';
import { Global, Logger, Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import type { Server } from 'node:http';
import { FaultRules } from '../faults/fault.rules.js';
import { PaymentsService } from '../payments/payments.service.js';
import { SandboxClock } from '../sandbox.clock.js';
import { CheckoutModule } from './checkout.module.js';

const brokenPayments: Pick<PaymentsService, 'findByCheckout'> = {
  findByCheckout: () => Promise.reject(new Error('the disk is gone')),
};

@Global()
@Module({
  providers: [
    { provide: PaymentsService, useValue: brokenPayments },
    { provide: SandboxClock, useValue: { now: () => new Date() } },
    { provide: FaultRules, useValue: { isSetFor: () => false } },
  ],
  exports: [PaymentsService, SandboxClock, FaultRules],
})
class BrokenGatewayModule {}

describe('a checkout whose gateway fails', () => {
  let app: INestApplication<Server>;
  let url: string;

  beforeAll(async () => {
    const testing = await Test.createTestingModule({
      imports: [BrokenGatewayModule, CheckoutModule],
    }).compile();
    app = testing.createNestApplication({ logger: false });
    await app.listen(0, '127.0.0.1');
    url = `${await app.getUrl()}/checkout/a1b2c3d4`;
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => app.close());

  it.each([
    ['GET', ''],
    ['POST', '/pay'],
    ['POST', '/cancel'],
    ['GET', '/challenge'],
    ['POST', '/challenge'],
  ])('shows the customer a page, and nothing of the reason: %s %s', async (method, action) => {
    const answer = await fetch(url + action, { method });
    const html = await answer.text();

    expect(answer.status).toBe(500);
    expect(html).toContain('Something went wrong on our side');
    expect(html).not.toContain('the disk is gone');
  });

  it('tells the reason to the log', async () => {
    const error = jest.spyOn(Logger.prototype, 'error');

    await fetch(url);

    expect(error).toHaveBeenCalledWith(expect.stringContaining('the disk is gone'));
  });
});
