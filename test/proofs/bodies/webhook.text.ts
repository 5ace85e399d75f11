import { type BodyCase, type Change, type Frame, TOP } from './webhook.body.js';
import { SECRET } from './webhook.secrets.js';
import { DEPTHS, ID, OTHER, quoted } from './webhook.values.js';

/** The text of a body. */
export function textOf(body: BodyCase, id: string, other: string): string {
  let text = framed(objectOf(body), body.frame);
  for (const [name, depth] of DEPTHS) {
    text = text.replaceAll(name, '['.repeat(depth) + ']'.repeat(depth));
  }
  return text
    .slice(0, Math.ceil((text.length * body.cutAt) / 1000))
    .replaceAll(ID, id)
    .replaceAll(OTHER, other);
}

type Entry = readonly [holder: string, key: string, value: string];

function objectOf({ success, changes, padding }: BodyCase): string {
  let entries: readonly Entry[] = [
    [TOP, quoted('webhook_secret'), quoted(SECRET)],
    [TOP, quoted('success'), String(success)],
    [TOP, quoted('transaction_id'), quoted(ID)],
    [TOP, quoted('customer_email'), quoted('customer@example.com')],
    [TOP, quoted('payment_status'), quoted(success ? 'payment.succeeded' : 'payment.declined')],
  ];
  for (const one of changes) entries = changed(entries, one);
  if (padding > 0) entries = [...entries, [TOP, quoted('padding'), quoted('x'.repeat(padding))]];
  const held = [...new Set(entries.map(([where]) => where))].filter((where) => where !== TOP);
  return printed([
    ...within(entries, TOP),
    ...held.map((where) => [where, printed(within(entries, where))] as const),
  ]);
}

function changed(entries: readonly Entry[], change: Change): readonly Entry[] {
  switch (change.kind) {
    case 'put':
      return [...entries, [change.holder, change.key, change.value]];
    case 'drop':
      return entries.filter(([, name]) => name !== change.key);
    case 'rename':
      return entries.map(([where, name, text]) => [
        where,
        name === change.key ? change.to : name,
        text,
      ]);
    case 'move':
      return entries.map(([where, name, text]) => [
        name === change.key ? change.holder : where,
        name,
        text,
      ]);
  }
}

function within(entries: readonly Entry[], holder: string): (readonly [string, string])[] {
  return entries.filter(([where]) => where === holder).map(([, name, text]) => [name, text]);
}

function printed(fields: readonly (readonly [string, string])[]): string {
  return `{${fields.map(([name, text]) => `${name}:${text}`).join(',')}}`;
}

function framed(text: string, frame: Frame): string {
  switch (frame) {
    case 'nothing':
      return text;
    case 'list':
      return `[${text}]`;
    case 'data':
      return `{"data":${text}}`;
    case 'text':
      return JSON.stringify(text);
    case 'twice':
      return text + text;
    case 'trailing comma':
      return `${text.slice(0, -1)},}`;
    case 'white space':
      return `\n\t ${text} \r\n`;
    case 'byte order mark':
      return `\uFEFF${text}`;
    case 'empty':
      return '';
  }
}
