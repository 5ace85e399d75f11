import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';

/** Requests that the module must understand. */
const UNDERSTOOD = ['json', 'json with charset', 'chunked', 'gzip'] as const;

/** Requests that it may understand; the last two have a wrong `Content-Length`. */
const TOLERATED = [
  'utf-16',
  'deflate',
  'brotli',
  'broken type',
  'longer than it says',
  'shorter than it says',
] as const;

/** Requests that aren't JSON or can't be read. */
const REFUSED = [
  'form',
  'latin-1',
  'other json',
  'plain text',
  'multipart',
  'no type',
  'not gzipped',
  'unknown encoding',
] as const;

/** How a body is sent. */
export type Transport =
  (typeof UNDERSTOOD)[number] | (typeof TOLERATED)[number] | (typeof REFUSED)[number];

/** The headers and bytes of a request. */
export interface Parcel {
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Buffer;
  /** A wrong `Content-Length`; such a request is sent over a connection of its own. */
  readonly falseLength?: number;
}

export const transports: fc.Arbitrary<Transport> = fc.oneof(
  { weight: 75, arbitrary: fc.constant<Transport>('json') },
  { weight: 12, arbitrary: fc.constantFrom(...UNDERSTOOD) },
  { weight: 4, arbitrary: fc.constantFrom(...TOLERATED) },
  { weight: 9, arbitrary: fc.constantFrom(...REFUSED) },
);

/** Whether the module must read exactly what was sent. */
export function isUnderstood(transport: Transport): boolean {
  return UNDERSTOOD.some((one) => one === transport);
}

/** Whether the request may have no effect, whatever its body says. */
export function isRefused(transport: Transport): boolean {
  return REFUSED.some((one) => one === transport);
}

/** The part of the text that the request's `Content-Length` covers. */
export function sentText(text: string, { bytes, falseLength }: Parcel): string {
  return falseLength === undefined ? text : bytes.subarray(0, falseLength).toString();
}

export function parcelOf(text: string, transport: Transport): Parcel {
  const bytes = Buffer.from(text);
  switch (transport) {
    case 'json':
      return parcel('application/json', bytes);
    case 'json with charset':
      return parcel('Application/JSON; charset="UTF-8"', bytes);
    case 'chunked':
      return parcel('application/json', bytes, { 'Transfer-Encoding': 'chunked' });
    case 'gzip':
      return parcel('application/json', gzipSync(bytes), { 'Content-Encoding': 'gzip' });
    case 'deflate':
      return parcel('application/json', deflateSync(bytes), { 'Content-Encoding': 'deflate' });
    case 'brotli':
      return parcel('application/json', brotliCompressSync(bytes), { 'Content-Encoding': 'br' });
    case 'not gzipped':
      return parcel('application/json', bytes, { 'Content-Encoding': 'gzip' });
    case 'unknown encoding':
      return parcel('application/json', bytes, { 'Content-Encoding': 'zip, identity' });
    case 'utf-16':
      return parcel('application/json; charset=utf-16le', Buffer.from(text, 'utf16le'));
    case 'latin-1':
      return parcel('application/json; charset=iso-8859-1', Buffer.from(text, 'latin1'));
    case 'other json':
      return parcel('application/vnd.api+json', bytes);
    case 'plain text':
      return parcel('text/plain', bytes);
    case 'multipart':
      return parcel('multipart/form-data; boundary=x', multipart(text));
    case 'form':
      return parcel('application/x-www-form-urlencoded', Buffer.from(form(text)));
    case 'no type':
      return { headers: {}, bytes };
    case 'broken type':
      return parcel('application/json; charset="', bytes);
    case 'longer than it says':
      return { ...parcel('application/json', bytes), falseLength: Math.floor(bytes.length / 2) };
    case 'shorter than it says':
      return { ...parcel('application/json', bytes), falseLength: bytes.length + 7 };
  }
}

function parcel(type: string, bytes: Buffer, headers: Record<string, string> = {}): Parcel {
  return { headers: { 'Content-Type': type, ...headers }, bytes };
}

/** The fields of an object as a form, with nested names in brackets; any other text as it is. */
function form(text: string): string {
  try {
    const fields = Object.entries(JSON.parse(text) as Record<string, unknown>).flatMap(
      ([key, value]) =>
        typeof value === 'object' && value !== null
          ? Object.entries(value).map(([inner, one]) => [`${key}[${inner}]`, formText(one)])
          : [[key, formText(value)]],
    );
    return new URLSearchParams(fields).toString();
  } catch {
    return text;
  }
}

function formText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function multipart(text: string): Buffer {
  return Buffer.from(
    `--x\r\nContent-Disposition: form-data; name="body"\r\n\r\n${text}\r\n--x--\r\n`,
  );
}
