/** The layout of a write-ahead log (SQLite, WAL file format): a header, then frames of a header and a page each. */
const HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;
const PAGE_SIZE_AT = 8;

/** The size of one frame of a log. */
function frameBytes(log: Buffer): number {
  return FRAME_HEADER_BYTES + log.readUInt32BE(PAGE_SIZE_AT);
}

/** Where the frames of a log end, and before them its header. */
export function frameEnds(log: Buffer): readonly number[] {
  const frames = (log.length - HEADER_BYTES) / frameBytes(log);
  if (!Number.isInteger(frames)) throw new Error('the log does not end with a frame');
  return Array.from({ length: frames + 1 }, (_, i) => HEADER_BYTES + i * frameBytes(log));
}

/** How many bytes of a truncated log are intact, in whole frames: only these may count. */
export function intactBytes(log: Buffer, truncated: Buffer): number {
  const first = firstDifference(log, truncated);
  if (first < HEADER_BYTES) return 0;
  const size = frameBytes(log);
  return HEADER_BYTES + Math.floor((first - HEADER_BYTES) / size) * size;
}

function firstDifference(a: Buffer, b: Buffer): number {
  const shared = Math.min(a.length, b.length);
  if (a.subarray(0, shared).equals(b.subarray(0, shared))) return shared;
  let at = 0;
  while (a[at] === b[at]) at += 1;
  return at;
}
