import type { PaymentStatus } from '../../payments/payment.js';
import { PAYMENT_STATUSES } from '../../payments/payment.js';
import { VIEWS } from '../dashboard.path.js';
import { Empty, ListPage } from '../frame/lists.js';
import { Head } from '../frame/parts.js';
import type { PaymentCounts } from './payment-counts.query.js';
import type { PaymentTableProps } from './payment-table.js';
import { PaymentTable } from './payment-table.js';

export interface PaymentsPageProps extends PaymentTableProps {
  readonly counts: PaymentCounts;
  readonly status: PaymentStatus | null;
  readonly seller: string | null;
  readonly search: string;
  /** The payment after which this page of the list starts; null on the first page. */
  readonly after: string | null;
  /** The payment after which the next page starts; null on the last page. */
  readonly next: string | null;
}

/** The payments, searched and filtered. */
export function PaymentsPage(props: PaymentsPageProps) {
  const { payments, sellerNames, counts, status, seller, search, after, next } = props;
  return (
    <ListPage
      head={<Head title="Payments" />}
      path={VIEWS.payments.path}
      filter="Status"
      counts={Object.fromEntries(
        PAYMENT_STATUSES.map((each) => [each, { title: each, count: counts[each] }]),
      )}
      chosen={status}
      searchLabel="Search payments"
      hint="Order, transaction or email"
      fields={sellerNames.size > 1 ? <SellerChoice names={sellerNames} chosen={seller} /> : null}
      query={{ seller }}
      empty={
        <Empty title="No payments yet">
          <p>
            Payments appear here as soon as your shop creates them. The overview has the settings
            for your shop, and a curl command that creates a first payment without one.
          </p>
          <p>
            <a href={VIEWS.overview.path}>See the first steps</a>
          </p>
        </Empty>
      }
      noMatch={
        <Empty title="No matching payments">
          <p>
            Search for part of an order ID, a transaction ID or an email address, or{' '}
            <a href={VIEWS.payments.path}>show all payments</a>.
          </p>
        </Empty>
      }
      {...{ search, after, next }}
    >
      {payments.length === 0 ? null : (
        <PaymentTable payments={payments} sellerNames={sellerNames} />
      )}
    </ListPage>
  );
}

function SellerChoice(props: {
  readonly names: ReadonlyMap<string, string>;
  readonly chosen: string | null;
}) {
  return (
    <select name="seller" aria-label="Seller">
      <option value="">All sellers</option>
      {[...props.names].map(([id, name]) => (
        <option key={id} value={id} selected={id === props.chosen}>
          {name}
        </option>
      ))}
    </select>
  );
}
