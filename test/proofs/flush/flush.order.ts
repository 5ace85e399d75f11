import type { TraceEvent } from './flush.trace.js';

/** Follows each webhook from the log to the disk to its answer. */
export class FlushOrder {
  /** The webhooks that were answered before they were on the disk. */
  readonly early: string[] = [];
  /** How many answers were sent. */
  answers = 0;
  private readonly written = new Set<string>();
  private readonly committed = new Set<string>();
  private readonly onDisk = new Set<string>();
  private isCommitFrame = false;

  /** @param asked the marks of the webhooks, by the client's port, in the order in which they were sent */
  constructor(private readonly asked: ReadonlyMap<number, readonly string[]>) {
    this.waiting = new Map([...asked].map(([port, marks]) => [port, [...marks]]));
  }

  private readonly waiting: Map<number, string[]>;

  /** How many of the sent webhooks have reached the disk. */
  get stored(): number {
    const marks = new Set([...this.asked.values()].flat());
    return [...marks].filter((mark) => this.onDisk.has(mark)).length;
  }

  follow(event: TraceEvent): void {
    switch (event.kind) {
      case 'frame':
        this.isCommitFrame = event.isCommit;
        break;
      case 'page':
        event.marks.forEach((mark) => this.written.add(mark));
        if (this.isCommitFrame) move(this.written, this.committed);
        break;
      case 'flushed':
        move(this.committed, this.onDisk);
        break;
      case 'answer':
        this.answer(event.port);
    }
  }

  private answer(port: number): void {
    const mark = this.waiting.get(port)?.shift();
    if (mark === undefined) return;
    this.answers += 1;
    if (!this.onDisk.has(mark)) this.early.push(mark);
  }
}

function move(from: Set<string>, to: Set<string>): void {
  from.forEach((mark) => to.add(mark));
  from.clear();
}
