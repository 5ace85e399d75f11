import type { ComponentChildren } from 'preact';
import { withQuery } from '../dashboard.path.js';

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
            {columns.map(({ title, class: className, isHeader, cell }) =>
              isHeader === true ? (
                <th key={title} scope="row" class={className}>
                  {cell(row)}
                </th>
              ) : (
                <td key={title} class={className}>
                  {cell(row)}
                </td>
              ),
            )}
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
  /** The title and its buttons. */
  readonly head: ComponentChildren;
  /** The path of the list. */
  readonly path: string;
  /** What the tabs choose, and the query field that they set: `Status` sets `status`. */
  readonly filter: string;
  /** The tabs, each with the count of its rows. */
  readonly counts: Readonly<Record<string, { readonly title: string; readonly count: number }>>;
  readonly chosen: string | null;
  readonly searchLabel: string;
  /** What can be searched for. */
  readonly hint: string;
  readonly search: string;
  /** Further fields of the search, and their values in the query. */
  readonly fields?: ComponentChildren;
  readonly query?: Readonly<Record<string, string | null>>;
  /** Shown while nothing is in the list, and while nothing in it matches. */
  readonly empty: ComponentChildren;
  readonly noMatch: ComponentChildren;
  /** The row after which this page of the list starts, and the one after which the next page does. */
  readonly after: string | null;
  readonly next: string | null;
  /** The table; null when nothing matches. */
  readonly children: ComponentChildren;
}

/** A list with tabs, search and paging. With scripts, it searches during typing. */
export function ListPage(props: ListPageProps) {
  const { head, path, filter, chosen, search, after, next, children } = props;
  const field = filter.toLowerCase();
  const counts = Object.entries(props.counts);
  const total = counts.reduce((sum, [, { count }]) => sum + count, 0);
  const address = (change: Readonly<Record<string, string | null>>) =>
    withQuery(path, { [field]: chosen, search, ...props.query, ...change });
  const tabs = [
    { value: null, text: `All ${total}` },
    ...counts.map(([value, { title, count }]) => ({ value, text: `${title} ${count}` })),
  ];
  if (total === 0) {
    return (
      <>
        {head}
        {props.empty}
      </>
    );
  }
  return (
    <>
      {head}
      <div class="filters">
        <nav aria-label={filter}>
          <ul class="tabs">
            {tabs.map(({ value, text }) => (
              <li key={text}>
                <a
                  href={address({ [field]: value })}
                  data-swap
                  aria-current={value === chosen ? 'true' : undefined}
                >
                  {text}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <form class="search" role="search" action={path}>
          {chosen === null ? null : <input type="hidden" name={field} value={chosen} />}
          {props.fields}
          <input
            type="search"
            name="search"
            aria-label={props.searchLabel}
            placeholder={props.hint}
            value={search}
            autocomplete="off"
            spellcheck={false}
          />
          <button class="button unscripted">Search</button>
        </form>
      </div>
      {children ?? props.noMatch}
      {after === null && next === null ? null : (
        <nav class="paging" aria-label="Pages">
          {after === null ? <span /> : <a href={address({})}>Newest</a>}
          {next === null ? null : <a href={address({ after: next })}>Older</a>}
        </nav>
      )}
    </>
  );
}
