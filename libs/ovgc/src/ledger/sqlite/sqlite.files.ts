import { statSync } from 'node:fs';
import { Logger } from '@nestjs/common';
import { databaseCode } from '../ledger.failure.js';
import { type LedgerGuard, LedgerLostError } from '../ledger.guard.js';

/** What happened to the files of an open ledger. */
interface Loss {
  readonly what: string;
  /** Whether the database itself is still in its place, so that everything stored can be written into it. */
  readonly isInPlace: boolean;
}

/**
 * The files of an open database: the file itself and its write-ahead log. An open file stays open when its path is
 * deleted, moved or replaced: SQLite goes on writing, without an error, into what no restart will find.
 */
export class LedgerFiles implements LedgerGuard {
  private readonly logger = new Logger('OvgcLedger');
  private readonly log: string;
  private known: ReadonlyMap<string, string | null> | undefined;
  private reported: string | null = null;
  private isWrittenBack = false;

  /**
   * @param file the path of the database
   * @param writeBack writes everything that is only in the log into the database file; returns whether it could
   */
  constructor(
    private readonly file: string,
    private readonly writeBack: () => boolean,
  ) {
    this.log = `${file}-wal`;
  }

  /** Remembers which files are open. SQLite opens the log with the first read. */
  remember(): void {
    this.known = new Map([this.file, this.log].map((path) => [path, identityOf(path)]));
  }

  check(): void {
    const loss = this.findLoss();
    if (this.reported !== (loss?.what ?? null)) this.report(loss);
    if (loss === null) return;
    // From now on nothing is added to the log, so once is enough.
    if (loss.isInPlace && !this.isWrittenBack) this.isWrittenBack = this.writeBack();
    throw new LedgerLostError(loss.what);
  }

  /** Whether the path of the database still leads to the open file. */
  isInPlace(): boolean {
    try {
      return this.known === undefined || identityOf(this.file) === this.known.get(this.file);
    } catch {
      return false;
    }
  }

  private findLoss(): Loss | null {
    for (const [path, identity] of this.known ?? []) {
      const isInPlace = path !== this.file;
      try {
        const found = identityOf(path);
        if (found === null) return { what: `${path} was deleted or moved`, isInPlace };
        if (found !== identity) return { what: `${path} was replaced by another file`, isInPlace };
      } catch (error) {
        return { what: `${path} can't be reached any more (${databaseCode(error)})`, isInPlace };
      }
    }
    return null;
  }

  private report(loss: Loss | null): void {
    this.reported = loss?.what ?? null;
    if (loss === null) {
      this.isWrittenBack = false;
      this.logger.log(`The ledger ${this.file} is back in its place. Webhooks are stored again.`);
      return;
    }
    this.logger.error(
      `The ledger is lost: ${loss.what} while the app was running. Nothing is stored any more: webhooks are answered ` +
        `with 503, and no payment is created. ${loss.isInPlace ? RESTART : PUT_BACK}`,
    );
  }
}

const RESTART =
  'What was stored before is in the database file. Restart the app, which makes a new log.';
const PUT_BACK =
  'Put the same file back, with its log beside it. If it is gone, write what this app still holds to a new file with ' +
  'OvgcPaymentsService.backup(), or take an older backup; then stop the app, put that in its place and start it again.';

/** The file that a path leads to; null when there is none. */
function identityOf(path: string): string | null {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found === undefined ? null : `${found.dev}:${found.ino}`;
}
