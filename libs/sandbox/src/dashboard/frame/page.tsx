import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import type { ComponentChildren } from 'preact';
import { contentSecurityPolicy } from '../../pages/content-security-policy.js';
import { renderHtml } from '../../pages/html.js';
import type { View } from '../dashboard.path.js';
import { DashboardDocument } from './dashboard-document.js';
import { noticeOf } from './notices.js';
import type { Surroundings } from './surroundings.js';
import { SurroundingsService } from './surroundings.service.js';

/** A view of the dashboard, to be put into its frame. */
export interface DashboardPage {
  readonly view: View;
  readonly title: string;
  readonly content: ComponentChildren;
  readonly status?: 200 | 400 | 404 | 422 | 500;
  /** The word in the address that says what was just done. */
  readonly done?: unknown;
}

/** Answers with pages of the dashboard. */
@Injectable()
export class DashboardPages {
  constructor(private readonly surroundings: SurroundingsService) {}

  /** How things stand around a view; to be read before the view's own subject, then handed to `send`. */
  around(): Surroundings {
    return this.surroundings.read();
  }

  /** Sends a view that no cache keeps. */
  send(response: Response, around: Surroundings, page: DashboardPage): void {
    const { view, title, content, status = 200, done } = page;
    const frame = { view, title, around, done: noticeOf(done) };
    response
      .status(status)
      .set(pageHeaders)
      .type('html')
      .send(renderHtml(<DashboardDocument {...frame}>{content}</DashboardDocument>));
  }
}

const pageHeaders = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': contentSecurityPolicy(),
  // Without any referrer a browser sends a form's Origin as "null", which the guard could not tell from another site's.
  'Referrer-Policy': 'same-origin',
};
