import type { ComponentChildren } from 'preact';

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

export interface Tab {
  readonly text: string;
  readonly href: string;
  readonly current: boolean;
}

export interface FiltersProps {
  /** What the tabs choose. */
  readonly label: string;
  readonly tabs: readonly Tab[];
  /** The path of the list. */
  readonly action: string;
  readonly searchLabel: string;
  /** What can be searched for. */
  readonly hint: string;
  readonly search: string;
  /** The rest of the filter, which a search keeps. */
  readonly kept: Readonly<Record<string, string | null>>;
  /** Further fields of the search. */
  readonly children?: ComponentChildren;
}

/** Filters a list by tabs and by a search. With scripts, it searches during typing. */
export function Filters(props: FiltersProps) {
  const { label, tabs, action, searchLabel, hint, search, kept, children } = props;
  return (
    <div class="filters">
      <nav aria-label={label}>
        <ul class="tabs">
          {tabs.map(({ text, href, current }) => (
            <li key={text}>
              <a href={href} data-swap aria-current={current ? 'true' : undefined}>
                {text}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <form class="search" role="search" action={action}>
        {Object.entries(kept).map(([name, value]) =>
          value === null ? null : <input key={name} type="hidden" name={name} value={value} />,
        )}
        {children}
        <input
          type="search"
          name="search"
          aria-label={searchLabel}
          placeholder={hint}
          value={search}
          autocomplete="off"
          spellcheck={false}
        />
        <button class="button unscripted">Search</button>
      </form>
    </div>
  );
}

/** Leads through a long list. */
export function Paging(props: {
  /** Back to the newest; null when they are shown. */
  readonly first: string | null;
  readonly next: string | null;
}) {
  const { first, next } = props;
  if (first === null && next === null) return null;
  return (
    <nav class="paging" aria-label="Pages">
      {first === null ? <span /> : <a href={first}>Newest</a>}
      {next === null ? null : <a href={next}>Older</a>}
    </nav>
  );
}
