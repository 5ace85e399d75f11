import { Document } from '../../pages/document.js';
import { ICON_PATH, pageAssets } from '../../pages/asset.js';
import type { ViewName } from '../dashboard.path.js';
import { VIEWS } from '../dashboard.path.js';
import { formatDay } from './moment.js';
import type { ClockState, Surroundings } from './surroundings.js';
import { ClockContext, clockWords, isClockChanged, tickingData } from './surroundings.js';
import type { View } from './view.js';

const assets = pageAssets('dashboard', [
  'dashboard/styles/frame.css',
  'dashboard/styles/parts.css',
  'dashboard/styles/text.css',
  'dashboard/styles/lists.css',
  'dashboard/styles/views.css',
]);

export interface DashboardDocumentProps {
  readonly view: View;
  readonly around: Surroundings;
  /** What was just done, shown once; null when nothing was. */
  readonly notice: string | null;
}

/** The frame of every view: navigation, clock, and what is unusual right now. */
export function DashboardDocument({ view, around, notice }: DashboardDocumentProps) {
  return (
    <Document title={`${view.title} · OVGC sandbox`} {...assets}>
      <a class="skip" href="#content">
        Skip to content
      </a>
      <div class="dashboard" data-changes={around.changes}>
        <div class="side">
          <nav class="side-content" aria-label="Dashboard">
            <a class="brand" href={VIEWS.overview.path} aria-label="OVGC sandbox, overview">
              <img src={ICON_PATH} alt="" width="28" height="28" /> OVGC <span>sandbox</span>
            </a>
            <Navigation current={view.name} />
            <ClockFace clock={around.clock} />
          </nav>
        </div>
        <main id="content" tabindex={-1}>
          <UnusualNotice around={around} />
          <p id="done" class="note" hidden={notice === null}>
            {notice}
          </p>
          <ClockContext.Provider value={around.clock}>{view.content}</ClockContext.Provider>
        </main>
      </div>
      <p id="news" class="visually-hidden" role="status" />
    </Document>
  );
}

/** Line drawings of 24 units. */
const ICONS: Readonly<Record<ViewName, string>> = {
  overview: 'M4 11l8-7 8 7v9h-5v-6H9v6H4z',
  payments: 'M3 6h18v12H3zM3 10h18M7 15h4',
  webhooks: 'M4 12h13M12 6l6 6-6 6M20 4v16',
  keys: 'M8 11a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM11 12l8-8M15.5 7.5L18 10',
  faults: 'M12 4l9 16H3zM12 10v4M12 17v.5',
  clock: 'M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM12 8v4l3 2',
};

function Navigation({ current }: { readonly current: ViewName }) {
  return (
    <ul class="nav">
      {(Object.keys(VIEWS) as ViewName[]).map((name) => (
        <li key={name}>
          <a href={VIEWS[name].path} aria-current={name === current ? 'page' : undefined}>
            <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
              <path d={ICONS[name]} />
            </svg>
            <span>{VIEWS[name].title}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}

/** The sandbox's clock. With scripts it ticks. */
function ClockFace({ clock }: { readonly clock: ClockState }) {
  return (
    <a class="clock-face" href={VIEWS.clock.path}>
      <span class="visually-hidden">Sandbox clock </span>
      <time dateTime={clock.now.toISOString()} {...tickingData(clock)}>
        {clock.now.toISOString().slice(11, 19)}
      </time>
      <span class="clock-day">{formatDay(clock.now)} UTC</span>
      <span>{clockWords(clock)}</span>
    </a>
  );
}

/** Says on every view why the sandbox does not behave like a plain gateway right now. */
function UnusualNotice({ around: { clock, faults, inactive } }: { readonly around: Surroundings }) {
  const notes = new Map<string, string>();
  if (isClockChanged(clock)) notes.set(VIEWS.clock.path, `The clock is ${clockWords(clock)}`);
  if (faults > 0) {
    notes.set(VIEWS.faults.path, faults === 1 ? '1 fault is set' : `${faults} faults are set`);
  }
  if (inactive.length > 0) {
    notes.set(VIEWS.keys.path, `The gateway is inactive: ${inactive.join(', ')}`);
  }
  if (notes.size === 0) return null;
  return (
    <ul id="unusual" class="unusual" aria-label="Unusual settings">
      {[...notes].map(([href, text]) => (
        <li key={href}>
          <a href={href}>{text}</a>
        </li>
      ))}
    </ul>
  );
}
