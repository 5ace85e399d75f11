import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readmeProgram } from './readme.program.js';

const SANDBOX_README = join(import.meta.dirname, '../../libs/sandbox/README.md');

/** The shop that the sandbox's README leaves to its reader. */
const SHOP = `
  import { randomUUID } from 'node:crypto';
  import { EventEmitterModule } from '@nestjs/event-emitter';
  import { Injectable } from '@nestjs/common';
  import { Test } from '@nestjs/testing';
  import {
    OnPaymentExpired,
    OnPaymentSucceeded,
    OvgcModule,
    type OvgcModuleOptions,
    OvgcPaymentsService,
    type PaymentEvent,
  } from 'nestjs-ovgc';

  interface Order { readonly id: string; status: string; fulfilments: number }

  @Injectable()
  class Orders {
    readonly all = new Map<string, Order>();

    @OnPaymentSucceeded()
    async fulfil({ payment }: PaymentEvent) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      const order = this.all.get(payment.orderUuid)!;
      order.status = 'paid';
      order.fulfilments += 1;
    }

    @OnPaymentExpired()
    async expire({ payment }: PaymentEvent) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      this.all.get(payment.orderUuid)!.status = 'expired';
    }
  }

  export type Shop = Awaited<ReturnType<typeof startShop>>;

  export async function startShop(options: Omit<OvgcModuleOptions, 'ledger'>) {
    const testing = await Test.createTestingModule({
      imports: [EventEmitterModule.forRoot(), OvgcModule.forRoot({ ...options, ledger: 'memory' })],
      providers: [Orders],
    }).compile();
    const app = testing.createNestApplication({ logger: false });
    await app.listen(0, '127.0.0.1');
    const { all } = app.get(Orders);
    return {
      app,
      url: await app.getUrl(),
      async order(_sku: string) {
        const order = { id: randomUUID(), status: 'open', fulfilments: 0 };
        all.set(order.id, order);
        const url = 'https://shop.example/orders/' + order.id;
        await app.get(OvgcPaymentsService).createPaymentRequest({
          orderUuid: order.id,
          totalAmount: '4.50',
          email: 'customer@example.com',
          successUrl: url,
          cancelUrl: url,
        });
        return order;
      },
      async find(id: string) {
        return all.get(id);
      },
    };
  }
`;

/** Returns the tests that the READMEs show, word for word, by file name, and the files that they need. */
export async function readmeTests(): Promise<Readonly<Record<string, string>>> {
  const program = await readmeProgram();
  const readme = await readFile(SANDBOX_README, 'utf8');
  const [, spec] = /```ts\n\/\/ shop\.spec\.ts\n([^]*?)```/.exec(readme) ?? [];
  if (spec === undefined) throw new Error('the sandbox’s README has no shop.spec.ts');
  return { ...program, 'shop.ts': SHOP, 'shop.spec.ts': spec };
}
