import type { ComponentChildren } from 'preact';
import { Redirect } from '../../pages/reply.js';
import { SandboxRequestError } from '../../sandbox.errors.js';
import type { ViewName } from '../dashboard.path.js';
import type { Notice } from './notices.js';

/** A view of the dashboard, for the interceptor to put into the frame. */
export class View {
  /**
   * @param name its entry in the navigation
   * @param title of the page
   */
  constructor(
    readonly name: ViewName,
    readonly title: string,
    readonly content: ComponentChildren,
    readonly status: 200 | 400 | 404 | 422 | 500 = 200,
  ) {}
}

/** Leads to a path that then shows a notice about what was done. */
export function redirectTo(path: string, notice: Notice): Redirect {
  return new Redirect(`${path}?done=${notice}`);
}

/**
 * Does what a form asks for, then leads on.
 *
 * @param next where to go, given what the action returned
 * @param again makes the view that shows the form again, with what is wrong; it is sent with status 422
 * @throws any error of the action that is not about the request
 */
export async function submit<T>(
  action: () => T | Promise<T>,
  next: (result: T) => Redirect | Promise<Redirect>,
  again: (problem: string) => View | Promise<View>,
): Promise<View | Redirect> {
  let result: T;
  try {
    result = await action();
  } catch (error) {
    if (!(error instanceof SandboxRequestError)) throw error;
    const { name, title, content } = await again(error.message);
    return new View(name, title, content, 422);
  }
  return next(result);
}
