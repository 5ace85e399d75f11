import type { PaymentStatus } from '../../payments/payment.js';
import { PAYMENT_STATUSES } from '../../payments/payment.js';
import { VIEWS, withQuery } from '../dashboard.path.js';
import { Empty } from '../frame/empty.js';
import { Paging } from '../frame/paging.js';
import { SearchForm } from '../frame/search-form.js';
import { Tabs } from '../frame/tabs.js';
import type { PaymentCounts } from './payment-counts.query.js';
import type { PaymentTableProps } from './payment-table.js';
import { PaymentTable } from './payment-table.js';

export interface PaymentsPageProps extends PaymentTableProps {
  /** How many payments there are of each status. */
  readonly counts: PaymentCounts;
  readonly status: PaymentStatus | null;
  readonly seller: string | null;
  readonly search: string;
  /** Where this page of the list begins; null on the first one. */
  readonly after: string | null;
  /** Where the next page begins; null on the last one. */
  readonly next: string | null;
}

/** The payments, searched and filtered. */
export function PaymentsPage(props: PaymentsPageProps) {
  const { payments, sellerNames, now, counts, status, seller, search, after, next } = props;
  const address = (change: Readonly<Record<string, string | null>>) =>
    withQuery(VIEWS.payments.path, { status, seller, search, ...change });
  const total = PAYMENT_STATUSES.reduce((sum, each) => sum + counts[each], 0);
  if (total === 0) {
    return (
      <>
        <Head />
        <NoPayments />
      </>
    );
  }
  return (
    <>
      <Head />
      <div class="filters">
        <Tabs
          label="Status"
          tabs={[
            { text: `All ${total}`, href: address({ status: null }), current: status === null },
            ...PAYMENT_STATUSES.map((each) => ({
              text: `${each} ${counts[each]}`,
              href: address({ status: each }),
              current: each === status,
            })),
          ]}
        />
        <SearchForm
          action={VIEWS.payments.path}
          label="Search payments"
          hint="Order, transaction or e-mail"
          search={search}
          kept={{ status }}
        >
          {sellerNames.size > 1 ? <SellerChoice names={sellerNames} chosen={seller} /> : null}
        </SearchForm>
      </div>
      {payments.length === 0 ? (
        <Empty title="No payment matches">
          <p>
            Search for a part of an order id, a transaction id or an e-mail address, or{' '}
            <a href={VIEWS.payments.path}>show all payments</a>.
          </p>
        </Empty>
      ) : (
        <PaymentTable payments={payments} sellerNames={sellerNames} now={now} />
      )}
      <Paging
        first={after === null ? null : address({})}
        next={next === null ? null : address({ after: next })}
      />
    </>
  );
}

function Head() {
  return (
    <div class="head">
      <h1>Payments</h1>
    </div>
  );
}

function NoPayments() {
  return (
    <Empty title="No payment yet">
      <p>
        A payment appears here the moment your shop asks for one. The overview has the settings for
        your shop, and a line for the terminal that creates a first payment without one.
      </p>
      <p>
        <a href={VIEWS.overview.path}>See the first steps</a>
      </p>
    </Empty>
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
