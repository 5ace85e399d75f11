import { css } from '../../pages/css.js';

/** Lists: rows beside each other on a desk, cards below each other on a phone. */
export const list = css`
  .filters {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.75rem 1.25rem;
    margin-bottom: 1rem;
  }

  .tabs {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem;
  }

  .tabs a {
    display: block;
    padding: 0.25rem 0.75rem;
    border: 1px solid transparent;
    border-radius: 99px;
    color: var(--ink-soft);
    font-size: 0.875rem;
    text-decoration: none;
  }

  .tabs a:hover {
    color: var(--ink);
    border-color: var(--line-strong);
  }

  .tabs [aria-current] {
    border-color: transparent;
    background: var(--ink);
    color: var(--paper);
  }

  .tabs [aria-current]:hover {
    color: var(--paper);
  }

  .search {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem;
    flex: 0 1 24rem;
  }

  .search input,
  .search select {
    flex: 1 1 10rem;
    margin: 0;
  }

  .has-script .search .unscripted {
    display: none;
  }

  .list {
    width: 100%;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    border-spacing: 0;
    background: var(--surface);
    font-size: 0.9375rem;
  }

  .list th,
  .list td {
    padding: 0.5625rem 1rem 0.5625rem 0;
    text-align: left;
    vertical-align: middle;
    overflow-wrap: anywhere;
  }

  .list th:first-child,
  .list td:first-child {
    padding-left: 1rem;
  }

  .list thead th {
    color: var(--ink-soft);
    font-size: 0.8125rem;
    font-weight: 400;
    white-space: nowrap;
  }

  .list tbody tr {
    position: relative;
  }

  .list tbody td,
  .list tbody th {
    border-top: 1px solid var(--line);
    font-weight: 400;
  }

  .list tbody tr:hover {
    background: var(--good-ground);
  }

  .list .number {
    text-align: right;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }

  .list .amount {
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }

  .unit {
    display: none;
  }

  .list time {
    white-space: nowrap;
  }

  /* The whole row leads to where its first link leads. */
  .row-link {
    color: inherit;
    text-decoration-color: var(--line-strong);
  }

  .row-link::after {
    content: '';
    position: absolute;
    inset: 0;
  }

  .paging {
    display: flex;
    justify-content: space-between;
    gap: 1rem;
    margin-top: 1rem;
  }

  /* Order ids are often UUIDs. */
  @media (min-width: 72rem) {
    .list .order {
      min-width: 19.5rem;
    }
  }

  @media (max-width: 47.99rem) {
    .list,
    .list tbody {
      display: block;
    }

    .list thead {
      display: none;
    }

    .list tbody tr {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0.125rem 0.75rem;
      padding: 0.75rem 1rem;
    }

    .list tbody tr + tr {
      border-top: 1px solid var(--line);
    }

    .list tbody td,
    .list tbody th,
    .list td:first-child,
    .list th:first-child {
      padding: 0;
      border: 0;
    }

    .list .wide {
      flex-basis: 100%;
    }

    .list .last {
      margin-left: auto;
    }

    .unit {
      display: inline;
    }

    .list td:empty {
      display: none;
    }
  }
`;
