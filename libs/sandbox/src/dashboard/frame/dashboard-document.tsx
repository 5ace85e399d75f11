import type { ComponentChildren } from 'preact';
import { Document } from '../../pages/document.js';
import { dashboardAssets } from '../dashboard.assets.js';
import type { View } from '../dashboard.path.js';
import { VIEWS } from '../dashboard.path.js';
import { ClockFace } from './clock-face.js';
import { Icon } from './icon.js';
import type { Surroundings } from './surroundings.js';
import { UnusualNotice } from './unusual-notice.js';

export interface DashboardDocumentProps {
  /** Which entry of the navigation it stands under. */
  readonly view: View;
  readonly title: string;
  readonly around: Surroundings;
  /** What was just done, to be told once; null when nothing was. */
  readonly done: string | null;
  readonly children: ComponentChildren;
}

/** The frame of every view: navigation, clock, and what is out of the ordinary right now. */
export function DashboardDocument(props: DashboardDocumentProps) {
  const { view, title, around, done, children } = props;
  const { icon, stylesheet, script } = dashboardAssets.paths;
  return (
    <Document
      title={`${title} · OVGC sandbox`}
      icon={icon}
      stylesheet={stylesheet}
      scripts={[script]}
    >
      <a class="skip" href="#content">
        Skip to content
      </a>
      <div class="dashboard" data-changes={around.changes}>
        <div class="side">
          <nav class="side-content" aria-label="Dashboard">
            <a class="brand" href={VIEWS.overview.path} aria-label="OVGC sandbox, overview">
              <img src={icon} alt="" width="28" height="28" /> OVGC <span>sandbox</span>
            </a>
            <Navigation current={view} />
            <ClockFace clock={around.clock} />
          </nav>
        </div>
        <main id="content" tabindex={-1}>
          <UnusualNotice around={around} />
          <p id="done" class="done" hidden={done === null}>
            {done}
          </p>
          {children}
        </main>
      </div>
      <p id="news" class="visually-hidden" role="status" />
    </Document>
  );
}

function Navigation({ current }: { readonly current: View }) {
  return (
    <ul class="nav">
      {(Object.keys(VIEWS) as View[]).map((view) => (
        <li key={view}>
          <a href={VIEWS[view].path} aria-current={view === current ? 'page' : undefined}>
            <Icon name={view} />
            <span>{VIEWS[view].title}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
