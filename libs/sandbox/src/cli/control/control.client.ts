import { SANDBOX_HEADER } from '../../control/control.mark.js';
import { CommandError } from '../command.error.js';
import type { Json } from './json.js';

/** What the control API is asked. */
export interface ControlRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Below `/_sandbox/`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly body?: Readonly<Record<string, unknown>>;
}

/** Asks a running sandbox by its control API. */
export class ControlClient {
  /** @param url the sandbox's address, as a person gave it. */
  constructor(private readonly url: string) {}

  /**
   * @returns what the control API answers: its types are this package's own.
   * @throws {CommandError} when it refuses, with its own reason, or when no sandbox answers.
   */
  async ask<Answer>({ method, path, query = {}, body }: ControlRequest): Promise<Json<Answer>> {
    const address = this.#address(path, query);
    const response = await this.#fetch(address, method, body);
    const text = await response.text();
    const answer = parse(text === '' ? 'null' : text);
    const isSandbox = response.headers.has(SANDBOX_HEADER) && answer !== undefined;
    if (!isSandbox) throw new CommandError(this.#noSandbox('Something else answers'));
    if (response.ok) return answer as Json<Answer>;
    throw new CommandError(isRefusal(answer) ? answer.error : `HTTP ${response.status}`);
  }

  #address(path: string, query: NonNullable<ControlRequest['query']>): URL {
    if (!URL.canParse(this.url) || !/^https?:\/\//i.test(this.url)) {
      throw new CommandError(
        `--url is "${this.url}"; give the sandbox's address, such as "http://127.0.0.1:4010".`,
      );
    }
    const address = new URL(`_sandbox/${path}`, this.url.replace(/\/*$/, '/'));
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) address.searchParams.set(name, value);
    }
    return address;
  }

  async #fetch(address: URL, method: string, body: unknown): Promise<Response> {
    try {
      return await fetch(address, {
        method,
        ...(body !== undefined && {
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify(body),
        }),
      });
    } catch {
      throw new CommandError(this.#noSandbox('No sandbox answers'));
    }
  }

  #noSandbox(what: string): string {
    return `${what} at ${this.url}. Start one there with "ovgc-sandbox", or name another with --url or OVGC_SANDBOX_URL.`;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRefusal(answer: unknown): answer is { error: string } {
  return (
    typeof answer === 'object' &&
    answer !== null &&
    'error' in answer &&
    typeof answer.error === 'string'
  );
}
