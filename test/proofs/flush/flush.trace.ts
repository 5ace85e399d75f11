/** What a line of the trace says about the order of writes, flushes and answers. */
export type TraceEvent =
  /** The header of a frame was written to the log; the last frame of a commit says so. */
  | { readonly kind: 'frame'; readonly isCommit: boolean }
  /** The page of that frame, with the marks in it. */
  | { readonly kind: 'page'; readonly marks: readonly string[] }
  /** The log is on the disk, with everything that was written before. */
  | { readonly kind: 'flushed' }
  /** A 200 is sent to the client at a port. */
  | { readonly kind: 'answer'; readonly port: number };

/** The options of strace: whole strings, sockets with their ports. */
export const STRACE = [
  '--follow-forks',
  '--seccomp-bpf',
  '--decode-fds=all',
  '--string-limit=8192',
  '--trace=fsync,fdatasync,pwrite64,write,writev,sendto,sendmsg',
] as const;

const CALL = /^(\d+) +(\w+)\((.*)$/s;
const RESUMED = /^(\d+) +<\.\.\. (fsync|fdatasync) resumed>\) += 0$/;
const LOG = /^\d+<[^>]*-wal>/;
const CLIENT = /^\d+<TCP(?:v6)?:\[.*?->.*?:(\d+)\]>/;
const FRAME_HEADER_BYTES = 24;

/** A text that appears in a webhook and in its row, and nowhere else. */
export function markOf(webhook: number): string {
  return `mark-${String(webhook).padStart(6, '0')}@`;
}

const MARKS = /mark-\d{6}@/g;

/** Reads a trace line by line. A write counts once it begins, a flush once it has succeeded. */
export class TraceReader {
  /** The threads whose flush has not returned yet. */
  private readonly flushing = new Set<string>();

  read(line: string): TraceEvent | null {
    const resumed = RESUMED.exec(line)?.[1];
    if (resumed !== undefined) return this.flushing.delete(resumed) ? { kind: 'flushed' } : null;
    const [, thread = '', call = '', rest = ''] = CALL.exec(line) ?? [];
    if (call === 'fsync' || call === 'fdatasync') return this.readFlush(thread, rest);
    if (call === 'pwrite64') return LOG.test(rest) ? readLogWrite(rest) : null;
    const port = CLIENT.exec(rest)?.[1];
    return port !== undefined && rest.includes('"HTTP/1.1 200 ')
      ? { kind: 'answer', port: Number(port) }
      : null;
  }

  private readFlush(thread: string, rest: string): TraceEvent | null {
    if (!LOG.test(rest)) return null;
    if (rest.endsWith('<unfinished ...>')) this.flushing.add(thread);
    return rest.endsWith(' = 0') ? { kind: 'flushed' } : null;
  }
}

function readLogWrite(rest: string): TraceEvent | null {
  const text = rest.slice(rest.indexOf('"') + 1, rest.lastIndexOf('"'));
  if (text.length > FRAME_HEADER_BYTES * 4) return { kind: 'page', marks: text.match(MARKS) ?? [] };
  const bytes = unescape(text);
  if (bytes.length !== FRAME_HEADER_BYTES) return null;
  // The size of the database after a commit; 0 in every other frame (SQLite, WAL file format).
  return { kind: 'frame', isCommit: bytes.slice(4, 8).some((byte) => byte !== 0) };
}

const ESCAPES: Record<string, number> = { n: 10, r: 13, t: 9, v: 11, f: 12, a: 7, b: 8 };

/** The bytes of a text that strace prints with C's escapes. */
function unescape(text: string): number[] {
  return Array.from(text.matchAll(/\\([0-7]{1,3})|\\(.)|([^\\])/gs), ([, octal, letter, plain]) => {
    if (octal !== undefined) return Number.parseInt(octal, 8);
    if (letter !== undefined) return ESCAPES[letter] ?? letter.charCodeAt(0);
    return plain?.charCodeAt(0) ?? 0;
  });
}
