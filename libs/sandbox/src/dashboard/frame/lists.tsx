import type { ComponentChildren } from 'preact';
import { VIEWS, withQuery } from '../dashboard.path.js';
import { Head } from './parts.js';

export interface Column<Row> {
  readonly title: string;
  /** Of the column's cells. */
  readonly class?: string;
  /** The column whose cells name their rows. */
  readonly isHeader?: boolean;
  readonly cell: (row: Row) => ComponentChildren;
}

/** Rows in columns; on a phone each row is a card. A `row-link` in a cell makes its whole row clickable. */
export function Table<Row>(props: {
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  /** Unique in the page. */
  readonly idOf: (row: Row) => string;
}) {
  const { columns, rows, idOf } = props;
  return (
    <table class="list">
      <thead>
        <tr>
          {columns.map(({ title }) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={idOf(row)} id={idOf(row)}>
            {columns.map(({ title, class: className, isHeader = false, cell }) => {
              const Cell = isHeader ? 'th' : 'td';
              return (
                <Cell key={title} scope={isHeader ? 'row' : undefined} class={className}>
                  {cell(row)}
                </Cell>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Takes the place of an empty list, and says how it fills. */
export function Empty(props: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <div class="empty">
      <h2>{props.title}</h2>
      {props.children}
    </div>
  );
}

export interface ListPageProps {
  readonly view: 'payments' | 'webhooks';
  /** Buttons beside the title. */
  readonly actions?: ComponentChildren;
  /** What the tabs choose, and the query field that they set: `Status` sets `status`. */
  readonly filter: string;
  readonly tabs: readonly {
    readonly value: string;
    readonly title: string;
    readonly count: number;
  }[];
  readonly chosen: string | undefined;
  /** What can be searched for, in short and in a sentence. */
  readonly hint: string;
  readonly searchable: string;
  readonly search: string | undefined;
  /** Further fields of the search, and their values in the query. */
  readonly fields?: ComponentChildren;
  readonly query?: Readonly<Record<string, string | undefined>>;
  /** Shown while nothing is in the list: how it fills. */
  readonly empty: ComponentChildren;
  /** The row after which this page of the list starts, and the one after which the next page does. */
  readonly after: string | undefined;
  readonly next: string | null;
  /** The table; null when nothing matches. */
  readonly children: ComponentChildren;
}

/** A list with tabs, search and paging. With scripts, it searches during typing. */
export function ListPage(props: ListPageProps) {
  const { view, filter, chosen, search, after, next, searchable } = props;
  const { path, title } = VIEWS[view];
  const field = filter.toLowerCase();
  const total = props.tabs.reduce((sum, { count }) => sum + count, 0);
  const address = (change: Readonly<Record<string, string | null | undefined>>) =>
    withQuery(path, { [field]: chosen, search, ...props.query, ...change });
  const tabs = [{ value: undefined, title: 'All', count: total }, ...props.tabs];
  const head = <Head title={title}>{props.actions}</Head>;
  if (total === 0) {
    return (
      <>
        {head}
        <Empty title={`No ${view} yet`}>{props.empty}</Empty>
      </>
    );
  }
  return (
    <>
      {head}
      <div class="filters">
        <nav aria-label={filter}>
          <ul class="tabs">
            {tabs.map(({ value, title: text, count }) => (
              <li key={text}>
                <a
                  href={address({ [field]: value })}
                  data-swap
                  aria-current={value === chosen ? 'true' : undefined}
                >
                  {text} {count}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <form class="search" role="search" action={path}>
          {chosen === undefined ? null : <input type="hidden" name={field} value={chosen} />}
          {props.fields}
          <input
            type="search"
            name="search"
            aria-label={`Search ${view}`}
            placeholder={props.hint}
            value={search}
            autocomplete="off"
            spellcheck={false}
          />
          <button class="button unscripted">Search</button>
        </form>
      </div>
      {props.children ?? (
        <Empty title={`No matching ${view}`}>
          <p>
            Search for part of {searchable}, or <a href={path}>show all {view}</a>.
          </p>
        </Empty>
      )}
      {after === undefined && next === null ? null : (
        <nav class="paging" aria-label="Pages">
          {after === undefined ? <span /> : <a href={address({})}>Newest</a>}
          {next === null ? null : <a href={address({ after: next })}>Older</a>}
        </nav>
      )}
    </>
  );
}
