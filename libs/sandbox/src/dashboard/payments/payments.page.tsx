import { formatAmount } from '../../pages/amount.js';
import type { Payment, PaymentStatus } from '../../payments/payment.js';
import { PAYMENT_STATUSES } from '../../payments/payment.js';
import type { PaymentFilter } from '../../payments/payment.filter.js';
import type { PaymentPage } from '../../payments/payments.service.js';
import type { Seller } from '../../sellers/seller.js';
import { VIEWS, paymentPath } from '../dashboard.path.js';
import { PaymentBadge } from '../frame/badges.js';
import type { Column } from '../frame/lists.js';
import { ListPage, Table } from '../frame/lists.js';
import { Ago } from '../frame/parts.js';

export interface PaymentsPageProps extends PaymentPage {
  readonly filter: PaymentFilter;
  readonly counts: Readonly<Partial<Record<PaymentStatus, number>>>;
  readonly sellers: readonly Seller[];
}

/** The payments, searched and filtered. */
export function PaymentsPage({ payments, next, filter, counts, sellers }: PaymentsPageProps) {
  const { status, search, sellerId, after } = filter;
  const choice = (
    <select name="seller" aria-label="Seller">
      <option value="">All sellers</option>
      {sellers.map(({ id, name }) => (
        <option key={id} value={id} selected={id === sellerId}>
          {name}
        </option>
      ))}
    </select>
  );
  return (
    <ListPage
      view="payments"
      filter="Status"
      tabs={PAYMENT_STATUSES.map((value) => ({ value, title: value, count: counts[value] ?? 0 }))}
      chosen={status}
      hint="Order, transaction or email"
      searchable="an order ID, a transaction ID or an email address"
      fields={sellers.length > 1 ? choice : null}
      query={{ seller: sellerId }}
      empty={
        <>
          <p>
            Payments appear here as soon as your shop creates them. The overview has the settings
            for your shop, and a curl command that creates a first payment without one.
          </p>
          <p>
            <a href={VIEWS.overview.path}>See the first steps</a>
          </p>
        </>
      }
      {...{ search, after, next }}
    >
      {payments.length === 0 ? null : (
        <PaymentTable payments={payments} hasSellers={sellers.length > 1} />
      )}
    </ListPage>
  );
}

const SELLER: Column<Payment> = {
  title: 'Seller',
  class: 'soft',
  cell: ({ sellerName }) => sellerName,
};

/** Payments, newest first. Each row leads to its payment. */
export function PaymentTable(props: {
  readonly payments: readonly Payment[];
  /** Whether a column names the sellers. */
  readonly hasSellers: boolean;
}) {
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
    ...(props.hasSellers ? [SELLER] : []),
    { title: 'Created', class: 'last soft', cell: ({ createdAt }) => <Ago at={createdAt} /> },
  ];
  return (
    <Table columns={columns} rows={props.payments} idOf={({ transactionId }) => transactionId} />
  );
}
