import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

/** A command that was started in a process of its own. */
export class CommandLine {
  readonly #ended: Promise<number | null>;
  readonly #child;
  #out = '';
  #err = '';

  /**
   * @param program a program, or a script for this Node.
   * @param env nothing but this and the PATH.
   */
  constructor(program: string, args: readonly string[], cwd: string, env: Record<string, string>) {
    const isScript = program.endsWith('.js');
    this.#child = spawn(
      isScript ? process.execPath : program,
      isScript ? [program, ...args] : args,
      { cwd, env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? cwd, ...env } },
    );
    this.#child.stdout.on('data', (chunk: Buffer) => (this.#out += chunk.toString()));
    this.#child.stderr.on('data', (chunk: Buffer) => (this.#err += chunk.toString()));
    this.#ended = once(this.#child, 'close').then(([code]) => code as number | null);
  }

  /** What it has written to its output. */
  get out(): string {
    return this.#out;
  }

  /** What it has written to its error output. */
  get err(): string {
    return this.#err;
  }

  /** Resolves once its output matches, with what matched. */
  async says(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const match = pattern.exec(this.#out);
      if (match !== null) return match;
      if (this.#child.exitCode !== null) {
        throw new Error(`It ended without saying ${pattern}:\n${this.#out}${this.#err}`);
      }
      await sleep(10);
    }
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Resolves with the exit code; null when a signal ended it. */
  end(): Promise<number | null> {
    return this.#ended;
  }

  /** Ends it whatever it does. */
  async stop(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended;
  }
}
