import { type ChildProcess, fork, type ForkOptions } from 'node:child_process';
import { once } from 'node:events';
import type { Asked, Told } from './shop.messages.js';

/** What a shop is opened on. */
export type Opening = Omit<Extract<Asked, { kind: 'open' }>, 'kind'>;

/** A shop's process: loaded first, opened when wanted, killed at any moment. */
export class ShopProcess {
  private readonly child: ChildProcess;
  private readonly exited: Promise<unknown>;
  private readonly loaded: Promise<Told | null>;
  private complaints = '';
  private isKilled = false;

  /** @param runner what runs it, where that is not plain Node */
  constructor(server: string, runner: Pick<ForkOptions, 'execPath' | 'execArgv'> = {}) {
    this.child = fork(server, {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      // Not those of the test runner.
      execArgv: [],
      ...runner,
    });
    this.child.stderr?.on('data', (text: Buffer) => {
      this.complaints += text.toString();
    });
    this.exited = once(this.child, 'exit');
    this.loaded = this.told('loaded');
    // One that waits in reserve has nobody yet who would hear that it has ended.
    this.loaded.catch(() => undefined);
  }

  /**
   * Opens the shop: resolves with its URL, or with null when it was killed before it could answer.
   *
   * @param asked called when it begins to open, which is when there is something to be killed
   */
  async open(opening: Opening, asked: () => void = () => undefined): Promise<string | null> {
    await this.loaded;
    const opened = this.told('open');
    this.ask({ kind: 'open', ...opening });
    asked();
    const told = await opened;
    return told?.kind === 'open' ? told.url : null;
  }

  /** Has it shut down; resolves when the process has ended. */
  async close(): Promise<void> {
    this.ask({ kind: 'close' });
    await this.exited;
  }

  /** Kills it as `kill -9` does; answers whether that, and nothing else, has ended it. */
  async kill(): Promise<boolean> {
    this.isKilled = true;
    this.child.kill('SIGKILL');
    await this.exited;
    return this.child.signalCode === 'SIGKILL';
  }

  private ask(asked: Asked): void {
    // It may be gone by then, which shows in its exit.
    if (this.child.connected) this.child.send(asked, () => undefined);
  }

  private told(kind: Told['kind']): Promise<Told | null> {
    return new Promise((resolve, reject) => {
      this.child.on('message', (told: Told) => {
        if (told.kind === kind) resolve(told);
      });
      // Its pipes are read to their ends by then.
      this.child.once('close', () => {
        if (this.isKilled) resolve(null);
        else reject(new Error(`the shop ended before it was ${kind}: ${this.complaints}`));
      });
    });
  }
}
