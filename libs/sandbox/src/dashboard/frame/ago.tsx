import { writeDay, writeDistance, writeTime } from './moment.js';

/** A time as its distance from now. With scripts on, the words move on with the sandbox's clock. */
export function Ago({ at, now }: { readonly at: Date; readonly now: Date }) {
  return (
    <time
      dateTime={at.toISOString()}
      title={`${writeDay(at)}, ${writeTime(at)}`}
      data-distance={at.getTime()}
    >
      {writeDistance(at.getTime(), now.getTime())}
    </time>
  );
}

/** A time to the second. */
export function Moment({ at }: { readonly at: Date }) {
  return (
    <time dateTime={at.toISOString()}>
      {writeDay(at)}, {writeTime(at)}
    </time>
  );
}
