import { VIEWS } from '../dashboard.path.js';
import { clockWords, ticking } from '../frame/clock-face.js';
import { Field } from '../frame/field.js';
import { AskFirst } from '../frame/ask-first.js';
import { writeDay } from '../frame/moment.js';
import type { ClockStanding } from '../frame/surroundings.js';
import { isTurned } from '../frame/surroundings.js';

export interface ClockPageProps {
  readonly clock: ClockStanding;
  /** What is wrong with what was typed into a field of the page. */
  readonly problem: { readonly field: 'advance' | 'set'; readonly text: string } | null;
  readonly typed: string;
}

/** Spans that lead past something: a first retry, a few of them, a checkout window, a late retry. */
const SPANS = [
  { value: '10s', text: '10 seconds' },
  { value: '5m', text: '5 minutes' },
  { value: '31m', text: '31 minutes', why: 'past the checkout window' },
  { value: '1h', text: '1 hour' },
] as const;

/** Reads, turns, stops and releases the sandbox's clock. */
export function ClockPage({ clock, problem, typed }: ClockPageProps) {
  const problemOf = (field: 'advance' | 'set') =>
    problem?.field === field ? problem.text : undefined;
  return (
    <>
      <div class="head">
        <h1>Clock</h1>
      </div>
      <div class="stack">
        <section class="panel" aria-label="Now">
          <p>
            <time class="big-clock" dateTime={clock.now.toISOString()} {...ticking(clock)}>
              {clock.now.toISOString().slice(11, 19)}
            </time>
          </p>
          <p class="soft">
            {writeDay(clock.now)} UTC, {clockWords(clock)}
          </p>
          <div class="buttons clock-buttons">
            <form
              method="post"
              action={`${VIEWS.clock.path}/${clock.frozen ? 'release' : 'freeze'}`}
            >
              <button class="button">
                {clock.frozen ? 'Release the clock' : 'Freeze the clock'}
              </button>
            </form>
          </div>
        </section>
        <section class="panel">
          <h2>Turn it forward</h2>
          <p class="soft">
            Payments expire and webhooks are tried again on the way, in order, before it stops.
          </p>
          <form class="spans" method="post" action={`${VIEWS.clock.path}/advance`}>
            {SPANS.map(({ value, text, ...rest }) => (
              <button key={value} class="button" name="span" value={value}>
                {text}
                {'why' in rest ? <span class="why">{rest.why}</span> : null}
              </button>
            ))}
          </form>
          <form class="line" method="post" action={`${VIEWS.clock.path}/advance`}>
            <Field
              id="span"
              label="Another span"
              hint="Such as 90s, 2h or PT45M"
              problem={problemOf('advance')}
            >
              {(control) => (
                <input
                  {...control}
                  name="span"
                  required
                  value={problem?.field === 'advance' ? typed : ''}
                  autocomplete="off"
                />
              )}
            </Field>
            <button class="button">Advance</button>
          </form>
          <form class="line" method="post" action={`${VIEWS.clock.path}/set`}>
            <Field
              id="time"
              label="A time in UTC"
              hint="Later than now: the clock only goes forward"
              problem={problemOf('set')}
            >
              {(control) => (
                <input
                  {...control}
                  type="datetime-local"
                  name="time"
                  step="1"
                  required
                  min={clock.now.toISOString().slice(0, 19)}
                  value={problem?.field === 'set' ? typed : clock.now.toISOString().slice(0, 19)}
                />
              )}
            </Field>
            <button class="button">Set</button>
          </form>
        </section>
        <section class="panel form">
          <h2>Start over</h2>
          <p class="soft">
            {isTurned(clock) ? 'Only a reset leads back to real time. ' : ''}A reset forgets
            payments, webhooks, faults and what was changed of sellers.
          </p>
          <AskFirst
            id="reset"
            ask="Reset the sandbox…"
            act="Forget everything"
            action={`${VIEWS.overview.path}/reset`}
          >
            All payments and webhooks are gone for good then, and open checkout pages with them.
          </AskFirst>
        </section>
      </div>
    </>
  );
}
