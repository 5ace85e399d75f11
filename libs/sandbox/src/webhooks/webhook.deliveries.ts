import type { BeforeApplicationShutdown, OnModuleInit } from '@nestjs/common';
import { Injectable, Logger } from '@nestjs/common';
import { Agenda } from '../clock/agenda.js';
import type { DueWork } from '../clock/due-work.js';
import { Activity } from '../journal/activity.js';
import { Journal } from '../journal/journal.js';
import { SandboxClock } from '../sandbox.clock.js';
import { SandboxOptions } from '../sandbox.options.js';
import { SellerRegistry } from '../sellers/seller.registry.js';
import { shownUrl } from '../sellers/webhook.url.js';
import type { WebhookAttempt, WebhookAttemptReason, WebhookState } from './webhook.js';
import { keptAnswer } from './webhook.body.js';
import type { WebhookRow } from './webhook.log.js';
import { WebhookLog } from './webhook.log.js';
import { afterAttempt } from './webhook.outcome.js';
import { WebhookPauses } from './webhook.pauses.js';
import { WebhookSender } from './webhook.sender.js';
import { shipmentOf } from './webhook.shipment.js';
import { webhookLine } from './webhook.line.js';

// After a long time down thousands may be due at once; the endpoint is somebody's laptop.
const MOST_AT_ONCE = 64;

/** Sends webhooks: those that are due, and those that are asked for at once. */
@Injectable()
export class WebhookDeliveries implements DueWork, OnModuleInit, BeforeApplicationShutdown {
  readonly #logger = new Logger(WebhookDeliveries.name);
  readonly #scheduled = new Map<string, Promise<void>>();
  readonly #underWay = new Set<Promise<void>>();
  readonly #pauses = new WebhookPauses(() => void this.agenda.startDue());
  #stop = new AbortController();

  constructor(
    private readonly activity: Activity,
    private readonly agenda: Agenda,
    private readonly clock: SandboxClock,
    private readonly journal: Journal,
    private readonly log: WebhookLog,
    private readonly options: SandboxOptions,
    private readonly sender: WebhookSender,
    private readonly sellers: SellerRegistry,
  ) {}

  onModuleInit(): void {
    this.agenda.add(this);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#stop.abort();
    await this.idle();
    this.#pauses.clear();
  }

  async nextAt(): Promise<Date | null> {
    // At the limit nothing more can start; what ends makes room and asks again.
    if (this.#scheduled.size >= MOST_AT_ONCE || this.#stop.signal.aborted) return null;
    return this.log.nextAttemptAt(this.#notNow());
  }

  async startDue(now: Date): Promise<void> {
    if (this.#stop.signal.aborted) return;
    const room = MOST_AT_ONCE - this.#scheduled.size;
    for (const row of await this.log.due(now, room, this.#notNow())) {
      const attempt = this.#track(this.#attempt(row, 'schedule'))
        .then(() => this.#pauses.forget(row.id))
        .catch((error: unknown) => {
          this.#logger.error(error);
          this.#pauses.pause(row.id);
        })
        .finally(() => {
          this.#scheduled.delete(row.id);
          void this.agenda.startDue();
        });
      this.#scheduled.set(row.id, attempt);
    }
  }

  async idle(): Promise<void> {
    while (this.#underWay.size + this.#scheduled.size > 0) {
      // What was under way may have been followed by more.
      // oxlint-disable-next-line no-await-in-loop
      await Promise.allSettled([...this.#underWay, ...this.#scheduled.values()]);
    }
  }

  /** Sends a webhook now, whatever is planned for it, and resolves once the attempt is in the log. */
  async sendNow(row: WebhookRow, reason: 'resend' | 'trigger'): Promise<void> {
    await this.#track(this.#attempt(row, reason));
    void this.agenda.startDue();
  }

  /** Breaks off what is under way, without a trace in the log, and sends nothing while an action is done. */
  async whileStopped(action: () => Promise<void>): Promise<void> {
    this.#stop.abort();
    try {
      await this.idle();
      this.#pauses.clear();
      await action();
    } finally {
      this.#stop = new AbortController();
    }
  }

  /** Webhooks that may be due, but are not to be started. */
  #notNow(): readonly string[] {
    return [...this.#scheduled.keys(), ...this.#pauses.ids];
  }

  #track(attempt: Promise<void>): Promise<void> {
    this.#underWay.add(attempt);
    return attempt.finally(() => this.#underWay.delete(attempt));
  }

  async #attempt(row: WebhookRow, reason: WebhookAttemptReason): Promise<void> {
    const { webhookUrl, webhookSecret } = this.sellers.get(row.seller_id);
    if (webhookUrl === null) {
      const { state } = await this.log.record(row.id, [], (before) => ({
        ...before,
        state: 'no_endpoint',
        nextAttemptAt: null,
      }));
      this.#tell(row, state);
      return;
    }
    const { signal } = this.#stop;
    const at = this.clock.now();
    // A fault befalls the first attempt that is made by schedule, no other.
    const fault = reason === 'schedule' && row.attempts === 0 ? row.fault : null;
    const { body, copies, breakOff, answerLost } = shipmentOf(row.body, webhookSecret, fault);
    const answers = await Promise.all(
      Array.from({ length: copies }, () => this.sender.send(webhookUrl, body, signal, breakOff)),
    );
    if (signal.aborted) return;
    const attempts = answers.map((answer): WebhookAttempt => ({
      reason,
      at,
      url: shownUrl(webhookUrl),
      ...answer,
      answer: keptAnswer(answer.answer, webhookSecret),
      ...(answerLost !== null && { status: null, error: answerLost, answer: '' }),
    }));
    const delivered = attempts.some(({ status }) => status !== null && isSuccess(status));
    const { retrySchedule } = this.options;
    const after = await this.log.record(row.id, attempts, (before) =>
      afterAttempt(before, { reason, delivered }, retrySchedule, this.clock.now()),
    );
    if (reason === 'schedule') await this.log.releaseHeldBefore(row, this.clock.now());
    for (const attempt of attempts) this.journal.write('webhook', webhookLine(row, attempt, after));
    this.#tell(row, after.state);
  }

  #tell({ id: webhookId, transaction_id: transactionId }: WebhookRow, state: WebhookState): void {
    this.activity.tell({ kind: 'webhook', webhookId, transactionId, state });
  }
}

function isSuccess(status: number): boolean {
  return status >= 200 && status <= 299;
}
