import { type ChildProcess, fork, type ForkOptions } from 'node:child_process';
import { once } from 'node:events';
import type { Command, Report } from './shop.messages.js';

/** What a shop is opened with. */
export type Opening = Omit<Extract<Command, { kind: 'open' }>, 'kind'>;

/** A shop in a process of its own, which can be killed at any moment. */
export class ShopProcess {
  private readonly child: ChildProcess;
  private readonly exited: Promise<unknown>;
  private readonly loaded: Promise<Report | null>;
  private errors = '';
  private isKilled = false;

  /**
   * @param server its file, from `buildPackages`
   * @param options how to run it, where that is not plain Node
   */
  constructor(server: string, options: Pick<ForkOptions, 'execPath' | 'execArgv' | 'env'> = {}) {
    this.child = fork(server, {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      // Without the options of the test runner.
      execArgv: [],
      ...options,
    });
    this.child.stderr?.on('data', (text: Buffer) => {
      this.errors += text.toString();
    });
    this.exited = once(this.child, 'exit');
    this.loaded = this.report('loaded');
    // A process in reserve may end before anybody awaits it.
    this.loaded.catch(() => undefined);
  }

  /**
   * Opens the shop. Resolves with its URL, or with null if it was killed before it could answer.
   *
   * @param begun called when it begins to open: from then on a kill is interesting
   */
  async open(opening: Opening, begun: () => void = () => undefined): Promise<string | null> {
    await this.loaded;
    const opened = this.report('open');
    this.send({ kind: 'open', ...opening });
    begun();
    const report = await opened;
    return report?.kind === 'open' ? report.url : null;
  }

  /** Shuts it down. Resolves when the process has ended. */
  async close(): Promise<void> {
    this.send({ kind: 'close' });
    await this.exited;
  }

  /** Kills it as `kill -9` does. Returns whether the kill, and nothing else, has ended it. */
  async kill(): Promise<boolean> {
    this.isKilled = true;
    this.child.kill('SIGKILL');
    await this.exited;
    return this.child.signalCode === 'SIGKILL';
  }

  private send(command: Command): void {
    // If the process is gone, its exit says so.
    if (this.child.connected) this.child.send(command, () => undefined);
  }

  private report(kind: Report['kind']): Promise<Report | null> {
    return new Promise((resolve, reject) => {
      this.child.on('message', (report: Report) => {
        if (report.kind === kind) resolve(report);
      });
      // 'close' comes after its error output was read to the end.
      this.child.once('close', () => {
        if (this.isKilled) resolve(null);
        else reject(new Error(`the shop ended before it was ${kind}: ${this.errors}`));
      });
    });
  }
}
