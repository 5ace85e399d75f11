export interface Tab {
  readonly text: string;
  readonly href: string;
  readonly current: boolean;
}

/** Links to the parts of a list. */
export function Tabs({ label, tabs }: { readonly label: string; readonly tabs: readonly Tab[] }) {
  return (
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
  );
}
