import type { ComponentChildren } from 'preact';

export interface StatePanelProps {
  readonly tone: 'good' | 'calm';
  readonly title: string;
  readonly text: string;
  readonly children?: ComponentChildren;
}

/** How things stand, in one sentence, and the one thing to do next. */
export function StatePanel({ tone, title, text, children }: StatePanelProps) {
  return (
    <div class={`state state-${tone}`}>
      <svg class="state-mark" viewBox="0 0 48 48" aria-hidden="true">
        <circle cx="24" cy="24" r="22.5" />
        <path d={tone === 'good' ? 'M14 25l7 7 13-15' : 'M24 13v14M24 33.5v.5'} />
      </svg>
      <h2>{title}</h2>
      <p>{text}</p>
      {children}
    </div>
  );
}
