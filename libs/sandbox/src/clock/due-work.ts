/** A kind of work that falls due at times of the sandbox's clock. */
export interface DueWork {
  /** When its next piece falls due, past times included; null when nothing is planned. */
  nextAt(): Promise<Date | null>;
  /** Starts all that is due. Resolves once it is started, which may be before it is finished. */
  startDue(now: Date): Promise<void>;
  /** Resolves once nothing that was started is unfinished. */
  idle(): Promise<void>;
}
