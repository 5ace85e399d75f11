import { Injectable } from '@nestjs/common';
import { SandboxClock } from '../sandbox.clock.js';
import { SandboxOptions } from '../sandbox.options.js';
import { KnownSecrets } from './known-secrets.js';

/** The activity log: one line per API call, webhook and change of a payment. */
@Injectable()
export class Journal {
  constructor(
    private readonly options: SandboxOptions,
    private readonly clock: SandboxClock,
    private readonly secrets: KnownSecrets,
  ) {}

  /**
   * Writes a line that begins with the sandbox's time.
   *
   * @param topic such as `api` or `webhook`.
   * @param text what happened. Secrets in it are masked.
   */
  write(topic: string, text: string): void {
    // Paths and endpoints are chosen by the caller, and may contain a key by mistake.
    const shown = this.secrets.masked(text).replaceAll(/\p{Cc}/gu, ' ');
    const time = this.clock.now().toISOString().slice(11, 19);
    this.options.log(`${time}  ${topic.padEnd(8)} ${shown}`);
  }
}
