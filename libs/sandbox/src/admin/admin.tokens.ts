import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { SandboxClock } from '../sandbox.clock.js';

/** How long a login lasts, by the sandbox's clock. */
export const TOKEN_LIFE_SECONDS = 60 * 60;

/** What a token must say besides its times. */
const CLAIMS = { issuer: 'ovgc-sandbox', subject: 'admin' };

/** The tokens that admins work with. They live by the sandbox's clock, and end with its process. */
@Injectable()
export class AdminTokens {
  constructor(
    private readonly clock: SandboxClock,
    private readonly jwt: JwtService,
  ) {}

  issue(): Promise<string> {
    const claims = { iat: this.#now() };
    return this.jwt.signAsync(claims, { ...CLAIMS, expiresIn: TOKEN_LIFE_SECONDS });
  }

  /** Whether a token is one of ours that has not expired. */
  async isValid(token: string): Promise<boolean> {
    try {
      await this.jwt.verifyAsync(token, { ...CLAIMS, clockTimestamp: this.#now() });
      return true;
    } catch {
      return false;
    }
  }

  #now(): number {
    return Math.floor(this.clock.now().getTime() / 1000);
  }
}
