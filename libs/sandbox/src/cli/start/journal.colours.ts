import type { Style, Terminal } from '../terminal.js';

const TOPICS: Readonly<Record<string, Style>> = {
  api: 'cyan',
  webhook: 'magenta',
  fault: 'yellow',
};

/** A line of the journal for a person's terminal: the time steps back, an answer shows whether it is a good one. */
export function colouredLine(line: string, paint: Terminal['paint']): string {
  const parts = /^(\S+ +)(\S+)( +)(.*)$/.exec(line);
  if (parts === null) return line;
  const [, time = '', topic = '', gap = '', text = ''] = parts;
  const style = TOPICS[topic];
  return [
    paint('dim', time),
    style === undefined ? topic : paint(style, topic),
    gap,
    topic === 'api' || topic === 'webhook' ? colouredAnswer(text, paint) : text,
  ].join('');
}

/** The answer is what stands behind the address and before the time that it took. */
function colouredAnswer(text: string, paint: Terminal['paint']): string {
  const parts = /^(.*?: )(.*)( in \d+ ms.*)$/.exec(text);
  if (parts === null) return text;
  const [, call = '', answer = '', rest = ''] = parts;
  const status = /^\d{3}\b/.exec(answer)?.[0] ?? '';
  // The gateway refuses with 200 as well, and then gives its reason in words.
  const isGood = status.startsWith('2') && !/^\d{3} .* /.test(answer);
  return `${call}${paint(isGood ? 'green' : 'red', answer)}${paint('dim', rest)}`;
}
