import { formatAmount } from '../../pages/amount.js';
import type { Payment } from '../../payments/payment.js';
import { paymentPath } from '../dashboard.path.js';
import { PaymentBadge } from '../frame/badges.js';
import type { Column } from '../frame/lists.js';
import { Table } from '../frame/lists.js';
import { Ago } from '../frame/parts.js';

export interface PaymentTableProps {
  readonly payments: readonly Payment[];
  /** Names by seller ID. The table has a column for them if there are several. */
  readonly sellerNames: ReadonlyMap<string, string>;
}

/** Payments, newest first. Each row leads to its payment. */
export function PaymentTable({ payments, sellerNames }: PaymentTableProps) {
  const seller: Column<Payment> = {
    title: 'Seller',
    class: 'soft',
    cell: ({ sellerId }) => sellerNames.get(sellerId),
  };
  const columns: Column<Payment>[] = [
    { title: 'Amount', class: 'amount', cell: ({ amount }) => formatAmount(amount) },
    { title: 'Status', cell: ({ status }) => <PaymentBadge status={status} /> },
    {
      title: 'Order',
      class: 'wide order',
      isHeader: true,
      cell: ({ transactionId, orderUuid }) => (
        <a class="row-link" href={paymentPath(transactionId)}>
          {orderUuid}
        </a>
      ),
    },
    { title: 'Customer', class: 'soft', cell: ({ email }) => email },
    ...(sellerNames.size > 1 ? [seller] : []),
    { title: 'Created', class: 'last soft', cell: ({ createdAt }) => <Ago at={createdAt} /> },
  ];
  return <Table columns={columns} rows={payments} idOf={({ transactionId }) => transactionId} />;
}
