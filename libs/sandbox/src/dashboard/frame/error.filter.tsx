import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import { Catch, HttpException, Injectable, Logger } from '@nestjs/common';
import type { Response } from 'express';
import { SandboxNotFoundError, SandboxRequestError } from '../../sandbox.errors.js';
import { VIEWS } from '../dashboard.path.js';
import { DashboardPages } from './page.js';

interface Trouble {
  readonly status: 400 | 404 | 500;
  readonly title: string;
  readonly text: string;
}

/** Shows a page of the dashboard instead of JSON when something was not found or failed. */
@Injectable()
@Catch()
export class DashboardErrorFilter implements ExceptionFilter {
  readonly #logger = new Logger('Dashboard');

  constructor(private readonly pages: DashboardPages) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    // Who may not see the dashboard is not shown its frame, either.
    if (error instanceof HttpException && error.getStatus() === 403) {
      response.status(403).type('text').send(`${error.message}\n`);
      return;
    }
    const { status, title, text } = troubleOf(error) ?? this.#unforeseen(error);
    this.pages.send(response, this.pages.around(), {
      view: 'overview',
      title,
      status,
      content: (
        <>
          <h1>{title}</h1>
          <p class="trouble">{text}</p>
          <p>
            <a href={VIEWS.overview.path}>Back to the overview</a>
          </p>
        </>
      ),
    });
  }

  #unforeseen(error: unknown): Trouble {
    this.#logger.error(error);
    return {
      status: 500,
      title: 'Something went wrong in the sandbox',
      text: 'Its output has the details. What you asked for may or may not have been done: look before you ask again.',
    };
  }
}

function troubleOf(error: unknown): Trouble | null {
  if (error instanceof SandboxNotFoundError) {
    return { status: 404, title: 'That is not here', text: error.message };
  }
  if (error instanceof SandboxRequestError) {
    return { status: 400, title: 'That cannot be done', text: error.message };
  }
  if (error instanceof HttpException && error.getStatus() === 404) {
    return {
      status: 404,
      title: 'There is no such page',
      text: 'After a reset, earlier payments and webhooks are gone.',
    };
  }
  return null;
}
