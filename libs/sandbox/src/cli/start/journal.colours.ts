import type { Style, Terminal } from '../shell.js';

const TOPICS: Readonly<Record<string, Style>> = {
  api: 'cyan',
  webhook: 'magenta',
  fault: 'yellow',
};

/** A line of the activity log for a terminal: the time is dim, an answer's colour shows whether it is a good one. */
export function colouredLine(line: string, paint: Terminal['paint']): string {
  const parts = /^(\S+ +)(\S+)( +)(.*)$/.exec(line);
  if (parts === null) return line;
  const [, time = '', topic = '', gap = '', text = ''] = parts;
  const style = TOPICS[topic];
  const hasAnswer = topic === 'api' || topic === 'webhook';
  return [
    paint('dim', time),
    style === undefined ? topic : paint(style, topic),
    gap,
    hasAnswer ? colouredAnswer(text, paint) : text,
  ].join('');
}

/** The answer is the part after the address and before the latency. */
function colouredAnswer(text: string, paint: Terminal['paint']): string {
  const parts = /^(.*?: )(.*)( in \d+ ms.*)$/.exec(text);
  if (parts === null) return text;
  const [, call = '', answer = '', rest = ''] = parts;
  // The gateway also answers 200 when it refuses, followed by its reason.
  const isGood = /^2\d\d\b/.test(answer) && !/^\d{3} .* /.test(answer);
  return `${call}${paint(isGood ? 'green' : 'red', answer)}${paint('dim', rest)}`;
}
