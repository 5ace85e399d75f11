const SHAPES = {
  overview: 'M4 11l8-7 8 7v9h-5v-6H9v6H4z',
  payments: 'M3 6h18v12H3zM3 10h18M7 15h4',
  webhooks: 'M4 12h13M12 6l6 6-6 6M20 4v16',
  keys: 'M8 11a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM11 12l8-8M15.5 7.5L18 10',
  faults: 'M12 4l9 16H3zM12 10v4M12 17v.5',
  clock: 'M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM12 8v4l3 2',
} as const;

/** A line drawing of 24 units beside a word that says the same. */
export function Icon({ name }: { readonly name: keyof typeof SHAPES }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={SHAPES[name]} />
    </svg>
  );
}
