import { FlushOrder } from './flush.order.js';
import { markOf, TraceReader } from './flush.trace.js';

const PORT = 40001;
const WAL = '26</data/payments.db-wal>';
const header = (commit: string) =>
  `7 pwrite64(${WAL}, "\\0\\0\\0\\v${commit}2\\n5m,0\\237\\312\\371'D\\245\\361\\10\\177s", 24, 32) = 24`;
const frame = header('\\0\\0\\0\\000');
const commitFrame = header('\\0\\0\\0\\030');
const page = (text: string) => `7 pwrite64(${WAL}, "${text}${'\\0'.repeat(200)}", 4096, 56) = 4096`;
const marked = page(markOf(1));
const flush = `7 fsync(${WAL}) = 0`;
const answer = `7 writev(28<TCP:[127.0.0.1:80->127.0.0.1:${PORT}]>, [{iov_base="HTTP/1.1 200 OK\\r\\n"...`;

describe('the reader of a trace', () => {
  it.each<[string, readonly string[], boolean]>([
    ['written, flushed, answered', [commitFrame, marked, flush, answer], false],
    ['followed by other pages', [frame, marked, commitFrame, page(''), flush, answer], false],
    [
      'on an older kernel',
      [commitFrame, marked, flush.replace('fsync', 'fdatasync'), answer],
      false,
    ],
    [
      'whose flush is interrupted by another thread',
      [
        commitFrame,
        marked,
        `7 fsync(${WAL} <unfinished ...>`,
        '7 <... fsync resumed>) = 0',
        answer,
      ],
      false,
    ],
    ['never flushed', [commitFrame, marked, answer], true],
    ['answered first', [answer, commitFrame, marked, flush], true],
    ['flushed too early', [flush, commitFrame, marked, answer], true],
    ['without its commit', [frame, marked, flush, answer], true],
    ['flushed before its commit', [frame, marked, flush, commitFrame, page(''), answer], true],
    [
      'whose flush fails',
      [commitFrame, marked, `7 fsync(${WAL}) = -1 EIO (I/O error)`, answer],
      true,
    ],
    [
      'flushed in another file',
      [commitFrame, marked, '7 fsync(25</data/payments.db>) = 0', answer],
      true,
    ],
    [
      'whose flush has not ended',
      [commitFrame, marked, `7 fsync(${WAL} <unfinished ...>`, answer],
      true,
    ],
  ])('sees whether a webhook is on the disk in time: %s', (_, lines, isEarly) => {
    const flushes = new FlushOrder(new Map([[PORT, [markOf(1)]]]));
    const reader = new TraceReader();
    for (const line of lines) {
      const event = reader.read(line);
      if (event) flushes.follow(event);
    }
    expect(flushes.answers).toBe(1);
    expect(flushes.early).toEqual(isEarly ? [markOf(1)] : []);
  });
});
