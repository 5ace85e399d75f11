import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import { Catch, HttpException, Injectable, Logger } from '@nestjs/common';
import type { Response } from 'express';
import { SandboxNotFoundError, SandboxRequestError } from '../../sandbox.errors.js';
import { VIEWS } from '../dashboard.path.js';
import { DashboardPages } from './dashboard-pages.js';
import { View } from './view.js';

/** Shows errors as pages of the dashboard instead of JSON. */
@Injectable()
@Catch()
export class DashboardErrorFilter implements ExceptionFilter {
  readonly #logger = new Logger('Dashboard');

  constructor(private readonly pages: DashboardPages) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    let view = errorView(error);
    if (view === null) {
      this.#logger.error(error);
      view = page(
        500,
        'Something went wrong in the sandbox',
        'The sandbox’s output has the details. Your request may or may not have been carried out: check before you try again.',
      );
    }
    response.send(this.pages.render(response, view));
  }
}

function errorView(error: unknown): View | null {
  if (error instanceof SandboxNotFoundError) return page(404, 'Not found', error.message);
  if (error instanceof SandboxRequestError) return page(400, 'This is not possible', error.message);
  if (error instanceof HttpException && error.getStatus() === 404) {
    return page(404, 'Page not found', 'A reset removes earlier payments and webhooks.');
  }
  return null;
}

function page(status: 400 | 404 | 500, title: string, text: string): View {
  const content = (
    <>
      <h1>{title}</h1>
      <p class="trouble">{text}</p>
      <p>
        <a href={VIEWS.overview.path}>Back to the overview</a>
      </p>
    </>
  );
  return new View('overview', title, content, status);
}
