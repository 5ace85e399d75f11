import type { ComponentChildren } from 'preact';

export interface SearchFormProps {
  readonly action: string;
  readonly label: string;
  /** What can be searched for. */
  readonly hint: string;
  readonly search: string;
  /** The rest of the filter, which a search keeps. */
  readonly kept: Readonly<Record<string, string | null>>;
  readonly children?: ComponentChildren;
}

/** Searches a list; with scripts on, while it is typed. */
export function SearchForm({ action, label, hint, search, kept, children }: SearchFormProps) {
  return (
    <form class="search" role="search" action={action}>
      {Object.entries(kept).map(([name, value]) =>
        value === null ? null : <input key={name} type="hidden" name={name} value={value} />,
      )}
      {children}
      <input
        type="search"
        name="search"
        aria-label={label}
        placeholder={hint}
        value={search}
        autocomplete="off"
        spellcheck={false}
      />
      <button class="button unscripted">Search</button>
    </form>
  );
}
