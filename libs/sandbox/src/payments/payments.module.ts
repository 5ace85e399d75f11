import { Global, Module } from '@nestjs/common';
import { CheckoutPayments } from './payment.js';
import { PaymentHistory } from './payment.history.js';
import { PaymentSearch } from './payment.search.js';
import { PaymentStore } from './payment.store.js';
import { PaymentsService } from './payments.service.js';

@Global()
@Module({
  providers: [
    PaymentHistory,
    PaymentSearch,
    PaymentStore,
    PaymentsService,
    { provide: CheckoutPayments, useExisting: PaymentsService },
  ],
  exports: [PaymentSearch, PaymentsService, CheckoutPayments],
})
export class PaymentsModule {}
