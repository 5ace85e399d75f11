import { Injectable } from '@nestjs/common';
import { createHash, timingSafeEqual } from 'node:crypto';
import { SandboxOptions } from '../sandbox.options.js';

/** The sellers' API keys. */
@Injectable()
export class ApiKeys {
  readonly #digest: Buffer;

  constructor(options: SandboxOptions) {
    this.#digest = digest(options.apiKey);
  }

  /** Whether a key is a seller's, in the same time for any key. */
  knows(apiKey: string): boolean {
    return timingSafeEqual(digest(apiKey), this.#digest);
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
