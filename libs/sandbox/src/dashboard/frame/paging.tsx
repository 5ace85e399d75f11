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
