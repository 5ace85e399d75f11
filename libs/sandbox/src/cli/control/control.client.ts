import { basicAuthorization } from '../../access/password.js';
import { SANDBOX_HEADER } from '../../control/control.mark.js';
import { CommandError } from '../shell.js';
import { parseWebUrl } from '../../validation/web.url.js';

/** A request to the control API. */
export interface ControlRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Below `/_sandbox/`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: Readonly<Record<string, unknown>>;
}

/** A value after a round trip through JSON: dates are texts. */
export type Json<T> = T extends Date
  ? string
  : T extends readonly (infer Item)[]
    ? readonly Json<Item>[]
    : T extends object
      ? { readonly [Key in keyof T]: Json<T[Key]> }
      : T;

/** Sends requests to the control API of a running sandbox. */
export class ControlClient {
  /**
   * @param url the sandbox's address, as the user gave it.
   * @param password of a sandbox that asks for one.
   */
  constructor(
    private readonly url: string,
    private readonly password: string | undefined,
  ) {}

  /**
   * @returns the answer of the control API, whose types are this package's own.
   * @throws {CommandError} with the sandbox's reason when it refuses, or when no sandbox answers.
   */
  async send<Answer>({ method, path, query = {}, body }: ControlRequest): Promise<Json<Answer>> {
    const response = await fetch(this.#address(path, query), {
      method,
      headers: {
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...(this.password !== undefined && { Authorization: basicAuthorization(this.password) }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }).catch(() => {
      throw this.#noSandbox('No sandbox answers');
    });
    const answer = parse((await response.text()) || 'null');
    if (!response.headers.has(SANDBOX_HEADER) || answer === undefined) {
      throw this.#noSandbox('Something else answers');
    }
    if (response.ok) return answer as Json<Answer>;
    const { error } = (answer ?? {}) as { readonly error?: unknown };
    throw new CommandError(typeof error === 'string' ? error : `HTTP ${response.status}`);
  }

  #address(path: string, query: NonNullable<ControlRequest['query']>): URL {
    if (parseWebUrl(this.url) === null) {
      throw new CommandError(
        `--url is "${this.url}"; give the sandbox's address, such as "http://127.0.0.1:4010".`,
      );
    }
    const address = new URL(`_sandbox/${path}`, this.url.replace(/\/*$/, '/'));
    for (const [name, value] of Object.entries(query)) {
      if (typeof value === 'string') address.searchParams.set(name, value);
    }
    return address;
  }

  #noSandbox(what: string): CommandError {
    return new CommandError(
      `${what} at ${this.url}. Start one there with "ovgc-sandbox", or give the address of another one with --url or OVGC_SANDBOX_URL.`,
    );
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
