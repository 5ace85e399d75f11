import { Injectable } from '@nestjs/common';
import type { CardOutcome, CardSummary, Payment } from '../payments/payment.js';
import { SandboxClock } from '../sandbox.clock.js';

/** A 3-D Secure challenge that the customer has not answered yet. */
export interface Challenge {
  readonly card: CardSummary;
  /** The acquirer's answer once the challenge is completed. */
  readonly completed: CardOutcome;
}

/**
 * The open challenges, in memory: after a restart the customer enters the card again, as after an
 * abandoned one.
 */
@Injectable()
export class ChallengeRegister {
  private readonly challenges = new Map<string, Challenge & { readonly endsAt: Date }>();

  constructor(private readonly clock: SandboxClock) {}

  /** Opens a challenge and replaces an earlier one of the same payment. */
  open({ checkoutId, expiresAt }: Payment, challenge: Challenge): void {
    for (const [id, { endsAt }] of this.challenges) {
      if (endsAt <= this.clock.now()) this.challenges.delete(id);
    }
    this.challenges.set(checkoutId, { ...challenge, endsAt: expiresAt });
  }

  find(checkoutId: string): Challenge | undefined {
    return this.challenges.get(checkoutId);
  }

  /** Takes the challenge out, because only one answer to it counts. */
  take(checkoutId: string): Challenge | undefined {
    const challenge = this.challenges.get(checkoutId);
    this.challenges.delete(checkoutId);
    return challenge;
  }
}
