import { Global, Module } from '@nestjs/common';
import { CheckoutPayments } from './payment.js';
import { PaymentStore } from './payment.store.js';
import { PaymentsService } from './payments.service.js';

@Global()
@Module({
  providers: [
    PaymentStore,
    PaymentsService,
    { provide: CheckoutPayments, useExisting: PaymentsService },
  ],
  exports: [PaymentsService, CheckoutPayments],
})
export class PaymentsModule {}
