import type { ComponentChildren } from 'preact';

/** Stands where a list would, and says what to do so that there is one. */
export function Empty(props: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <div class="empty">
      <h2>{props.title}</h2>
      {props.children}
    </div>
  );
}
