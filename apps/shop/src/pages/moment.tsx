import type { VNode } from 'preact';

const moments = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'medium',
  timeStyle: 'short',
  timeZone: 'UTC',
});

/** A date and time. The server doesn't know the customer's time zone, so it names its own. */
export function Moment({ at }: { at: Date }): VNode {
  return <time datetime={at.toISOString()}>{`${moments.format(at)} UTC`}</time>;
}
