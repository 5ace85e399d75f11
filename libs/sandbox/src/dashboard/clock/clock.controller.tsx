import { Body, Get, Post } from '@nestjs/common';
import { useContext } from 'preact/hooks';
import { ClockControl } from '../../clock/clock.control.js';
import type { Redirect } from '../../pages/reply.js';
import { VIEWS } from '../dashboard.path.js';
import { ConfirmButton, PostButton } from '../frame/actions.js';
import { DashboardController } from '../frame/dashboard-controller.js';
import { FormFields } from '../frame/form-fields.js';
import { FormField, PostForm } from '../frame/form.js';
import { formatDay } from '../frame/moment.js';
import { Head } from '../frame/parts.js';
import { ClockContext, clockWords, isClockChanged, tickingData } from '../frame/surroundings.js';
import { redirectTo, submit, View } from '../frame/view.js';

const { path } = VIEWS.clock;

/** `/dashboard/clock`: shows and changes the clock. */
@DashboardController(path)
export class DashboardClockController {
  constructor(private readonly clock: ClockControl) {}

  @Get()
  show(): View {
    return new View('clock', 'Clock', <ClockPage />);
  }

  @Post('advance')
  advance(@Body() fields: FormFields): Promise<View | Redirect> {
    const action = () => this.clock.advance(fields.text('span'));
    return submit(action, redirectTo(path, 'advanced'), () => this.show());
  }

  @Post('set')
  set(@Body() fields: FormFields): Promise<View | Redirect> {
    // The field shows no zone, and its label says that the time is UTC.
    const time = `${fields.text('time').replace(' ', 'T')}Z`;
    const action = () => this.clock.set(time);
    return submit(action, redirectTo(path, 'advanced'), () => this.show());
  }

  @Post('freeze')
  async freeze(): Promise<Redirect> {
    await this.clock.freeze();
    return redirectTo(path, 'frozen');
  }

  @Post('release')
  async release(): Promise<Redirect> {
    await this.clock.release();
    return redirectTo(path, 'released');
  }
}

/** Durations that pass something: a first retry, several retries, the checkout window, a late retry. */
const DURATIONS = [
  { value: '10s', text: '10 seconds' },
  { value: '5m', text: '5 minutes' },
  { value: '31m', text: '31 minutes', why: 'past the checkout window' },
  { value: '1h', text: '1 hour' },
] as const;

/** Shows, advances, sets, freezes and releases the sandbox's clock. */
function ClockPage() {
  const clock = useContext(ClockContext);
  const now = clock.now.toISOString();
  return (
    <>
      <Head title="Clock" />
      <div class="stack">
        <section class="panel" aria-label="Now">
          <p>
            <time class="big-clock" dateTime={now} {...tickingData(clock)}>
              {now.slice(11, 19)}
            </time>
          </p>
          <p class="soft">
            {formatDay(clock.now)} UTC, {clockWords(clock)}
          </p>
          <PostButton action={`${VIEWS.clock.path}/${clock.frozen ? 'release' : 'freeze'}`}>
            {clock.frozen ? 'Release the clock' : 'Freeze the clock'}
          </PostButton>
        </section>
        <section class="panel form">
          <h2>Advance the clock</h2>
          <p class="soft">
            Everything due on the way happens in order: payments expire and webhooks are retried.
          </p>
          <form class="spans" method="post" action={`${VIEWS.clock.path}/advance`}>
            {DURATIONS.map(({ value, text, ...rest }) => (
              <button key={value} class="button" name="span" value={value}>
                {text}
                {'why' in rest ? <span class="why">{rest.why}</span> : null}
              </button>
            ))}
          </form>
          <PostForm action={`${VIEWS.clock.path}/advance`} blame="span">
            <FormField id="span" label="Other duration" hint="Such as 90s, 2h or PT45M" required />
            <button class="button">Advance</button>
          </PostForm>
          <PostForm action={`${VIEWS.clock.path}/set`} blame="time">
            <FormField
              id="time"
              label="Time in UTC"
              hint="Later than now, on a 24-hour clock"
              required
              pattern="\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d(\.\d+)?)?"
              title="A date and a time, such as 2026-12-31 18:30:00"
              value={now.slice(0, 19).replace('T', ' ')}
            />
            <button class="button">Set</button>
          </PostForm>
        </section>
        <section class="panel form">
          <h2>Reset</h2>
          <p class="soft">
            A reset deletes payments, webhooks and faults, and undoes all changes to sellers.
            {isClockChanged(clock) ? ' It is the only way back to real time.' : ''}
          </p>
          <ConfirmButton
            id="reset"
            ask="Reset the sandbox…"
            confirm="Reset everything"
            action={`${VIEWS.overview.path}/reset`}
          >
            This permanently deletes all payments and webhooks. Open checkout pages stop working.
          </ConfirmButton>
        </section>
      </div>
    </>
  );
}
