import { Injectable } from '@nestjs/common';

/** What no log line may show: every key and webhook secret that the sandbox has had since its start. */
@Injectable()
export class KnownSecrets {
  readonly #secrets = new Set<string>();

  add(...secrets: readonly string[]): void {
    for (const secret of secrets) this.#secrets.add(secret);
  }

  /** A text with `***` in place of each secret. */
  masked(text: string): string {
    // The longest first, because one secret may begin with another.
    const longestFirst = [...this.#secrets].toSorted((a, b) => b.length - a.length);
    return longestFirst.reduce((masked, secret) => masked.replaceAll(secret, '***'), text);
  }
}
