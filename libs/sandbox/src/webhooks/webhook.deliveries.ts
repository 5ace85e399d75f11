import type { BeforeApplicationShutdown, OnModuleInit } from '@nestjs/common';
import { Injectable, Logger } from '@nestjs/common';
import type { ScheduledJob } from '../clock/scheduler.js';
import { Scheduler } from '../clock/scheduler.js';
import { Activity } from '../journal/activity.js';
import { Journal } from '../journal/journal.js';
import { SandboxClock } from '../sandbox.clock.js';
import { SandboxOptions } from '../sandbox.options.js';
import { SellerRegistry } from '../sellers/seller.registry.js';
import { shownUrl } from '../sellers/webhook.url.js';
import { WebhookBackoff } from './webhook.backoff.js';
import type { WebhookAttempt, WebhookAttemptReason } from './webhook.js';
import type { WebhookRow } from './webhook.log.js';
import { WebhookLog } from './webhook.log.js';
import type { WebhookProgress } from './webhook.progress.js';
import { afterAttempt, attemptLine } from './webhook.progress.js';
import { WebhookSender } from './webhook.sender.js';

// After a long downtime thousands may be due at once, and the endpoint is a developer's machine.
const MAX_CONCURRENT = 64;

/** Sends webhooks: those that are due, and others on request. */
@Injectable()
export class WebhookDeliveries implements ScheduledJob, OnModuleInit, BeforeApplicationShutdown {
  readonly #logger = new Logger(WebhookDeliveries.name);
  readonly #scheduled = new Map<string, Promise<void>>();
  readonly #requested = new Set<Promise<void>>();
  readonly #backoff = new WebhookBackoff(() => void this.scheduler.startDue());
  #stop = new AbortController();

  constructor(
    private readonly activity: Activity,
    private readonly clock: SandboxClock,
    private readonly journal: Journal,
    private readonly log: WebhookLog,
    private readonly options: SandboxOptions,
    private readonly scheduler: Scheduler,
    private readonly sender: WebhookSender,
    private readonly sellers: SellerRegistry,
  ) {}

  onModuleInit(): void {
    this.scheduler.add(this);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#stop.abort();
    await this.idle();
    this.#backoff.clear();
  }

  async nextAt(): Promise<Date | null> {
    // At the limit nothing can start; an attempt that ends starts what is due.
    if (this.#scheduled.size >= MAX_CONCURRENT || this.#stop.signal.aborted) return null;
    return this.log.nextAttemptAt(this.#notNow());
  }

  async startDue(now: Date): Promise<void> {
    if (this.#stop.signal.aborted) return;
    const room = MAX_CONCURRENT - this.#scheduled.size;
    for (const row of await this.log.due(now, room, this.#notNow())) {
      const attempt = this.#attempt(row, 'schedule')
        .then(() => this.#backoff.remove(row.id))
        .catch((error: unknown) => {
          this.#logger.error(error);
          this.#backoff.delay(row.id);
        })
        .finally(() => {
          this.#scheduled.delete(row.id);
          void this.scheduler.startDue();
        });
      this.#scheduled.set(row.id, attempt);
    }
  }

  async idle(): Promise<void> {
    // One that ends may have started another one.
    while (this.#requested.size + this.#scheduled.size > 0) {
      await Promise.allSettled([...this.#requested, ...this.#scheduled.values()]);
    }
  }

  /** Sends a webhook now, whatever is planned for it. Resolves once the attempt is in the log. */
  async sendNow(row: WebhookRow, reason: 'resend' | 'trigger'): Promise<void> {
    const attempt = this.#attempt(row, reason);
    this.#requested.add(attempt);
    await attempt.finally(() => this.#requested.delete(attempt));
    void this.scheduler.startDue();
  }

  /** Aborts running attempts without logging them, and sends nothing during an action. */
  async whileStopped(action: () => Promise<void>): Promise<void> {
    this.#stop.abort();
    try {
      await this.idle();
      this.#backoff.clear();
      await action();
    } finally {
      this.#stop = new AbortController();
    }
  }

  /** Webhooks that may be due but must not be started. */
  #notNow(): readonly string[] {
    return [...this.#scheduled.keys(), ...this.#backoff.ids];
  }

  async #attempt(row: WebhookRow, reason: WebhookAttemptReason): Promise<void> {
    const { webhookUrl } = this.sellers.get(row.sellerId);
    if (webhookUrl === null) {
      await this.#record(row, [], (before) => ({
        ...before,
        state: 'no_endpoint',
        nextAttemptAt: null,
      }));
      return;
    }
    const { signal } = this.#stop;
    const attempts = await this.#send(row, reason, webhookUrl);
    if (signal.aborted) return;
    const delivered = attempts.some(({ status }) => status !== null && isSuccess(status));
    const after = await this.#record(row, attempts, (before) =>
      afterAttempt(before, { reason, delivered }, this.options.retrySchedule, this.clock.now()),
    );
    if (reason === 'schedule') await this.log.releaseHeldBefore(row, this.clock.now());
    for (const attempt of attempts) this.journal.write('webhook', attemptLine(row, attempt, after));
  }

  async #send(
    row: WebhookRow,
    reason: WebhookAttemptReason,
    url: string,
  ): Promise<WebhookAttempt[]> {
    const { webhookSecret } = this.sellers.get(row.sellerId);
    const at = this.clock.now();
    // A fault affects only the first scheduled attempt.
    const fault = reason === 'schedule' && row.attempts === 0 ? row.fault : null;
    const { signal } = this.#stop;
    const answers = await this.sender.send(url, row.body, webhookSecret, fault, signal);
    return answers.map((answer) => ({ reason, at, url: shownUrl(url), ...answer }));
  }

  async #record(
    { id: webhookId, transactionId }: WebhookRow,
    attempts: readonly WebhookAttempt[],
    progress: (before: WebhookProgress) => WebhookProgress,
  ): Promise<WebhookProgress> {
    const after = await this.log.record(webhookId, attempts, progress);
    this.activity.tell({ kind: 'webhook', webhookId, transactionId, state: after.state });
    return after;
  }
}

function isSuccess(status: number): boolean {
  return status >= 200 && status <= 299;
}
