import { Injectable } from '@nestjs/common';
import { SandboxClock } from '../sandbox.clock.js';
import { SandboxOptions } from '../sandbox.options.js';
import { KnownSecrets } from './known-secrets.js';

/** What happens in the sandbox, told line by line: one per API call, webhook and change of a payment. */
@Injectable()
export class Journal {
  constructor(
    private readonly options: SandboxOptions,
    private readonly clock: SandboxClock,
    private readonly secrets: KnownSecrets,
  ) {}

  /**
   * Writes a line, with the sandbox's time in front.
   *
   * @param topic what the line is of, such as `api` or `webhook`.
   * @param text what happened. A secret in it is masked, wherever it came from.
   */
  write(topic: string, text: string): void {
    // A path or an endpoint's name is the caller's to choose, so it may hold a key by mistake.
    const shown = this.secrets.masked(text).replaceAll(/\p{Cc}/gu, ' ');
    const time = this.clock.now().toISOString().slice(11, 19);
    this.options.log(`${time}  ${topic.padEnd(8)} ${shown}`);
  }
}
