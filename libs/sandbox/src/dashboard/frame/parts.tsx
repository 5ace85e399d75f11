import type { ComponentChildren } from 'preact';
import { useContext } from 'preact/hooks';
import { formatDay, formatDistance, formatTime } from './moment.js';
import { ClockContext } from './surroundings.js';

export interface HeadProps {
  readonly title: ComponentChildren;
  /** A link to the list that the page belongs to. */
  readonly crumb?: { readonly title: string; readonly path: string };
  readonly lead?: string;
  /** Buttons and links beside the title. */
  readonly children?: ComponentChildren;
}

/** The title of a view. A text becomes the heading; anything else contains its own. */
export function Head({ title, crumb, lead, children }: HeadProps) {
  return (
    <>
      {crumb === undefined ? null : (
        <p class="crumb">
          <a href={crumb.path}>{crumb.title}</a>
        </p>
      )}
      <div class="head">
        {typeof title === 'string' ? <h1>{title}</h1> : title}
        {children}
      </div>
      {lead === undefined ? null : <p class="lead">{lead}</p>}
    </>
  );
}

/** A time relative to now. With scripts it is updated as the sandbox's clock runs. */
export function Ago({ at }: { readonly at: Date }) {
  const { now } = useContext(ClockContext);
  return (
    <time
      dateTime={at.toISOString()}
      title={`${formatDay(at)}, ${formatTime(at)}`}
      data-distance={at.getTime()}
    >
      {formatDistance(at.getTime(), now.getTime())}
    </time>
  );
}

/** A time to the second. */
export function Moment({ at }: { readonly at: Date }) {
  return (
    <time dateTime={at.toISOString()}>
      {formatDay(at)}, {formatTime(at)}
    </time>
  );
}

/** Text to read letter by letter, such as code or a request. */
export function Code(props: {
  readonly text: string;
  readonly id?: string;
  /** Breaks long lines instead of scrolling. */
  readonly wraps?: boolean;
  readonly children?: ComponentChildren;
}) {
  return (
    <div class="code" id={props.id}>
      <pre class={props.wraps === true ? 'wrapped' : undefined} tabIndex={0}>
        {props.text}
      </pre>
      {props.children}
    </div>
  );
}
