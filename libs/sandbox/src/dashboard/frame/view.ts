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
   * @param problem why the posted form was rejected; null when it was not
   */
  constructor(
    readonly name: ViewName,
    readonly title: string,
    readonly content: ComponentChildren,
    readonly status: 200 | 400 | 404 | 422 | 500 = 200,
    readonly problem: string | null = null,
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
 * @param again makes the view with the form; it is sent with status 422, what was typed and what is wrong
 * @throws any error of the action that is not about the request
 */
export async function submit<T>(
  action: () => T | Promise<T>,
  next: Redirect | ((result: T) => Redirect | Promise<Redirect>),
  again: () => View | Promise<View>,
): Promise<View | Redirect> {
  let result: T;
  try {
    result = await action();
  } catch (error) {
    if (!(error instanceof SandboxRequestError)) throw error;
    const { name, title, content } = await again();
    return new View(name, title, content, 422, error.message);
  }
  return next instanceof Redirect ? next : next(result);
}
