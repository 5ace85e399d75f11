import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const CONTENT_TYPES = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
} as const;

/** A style sheet, script or picture whose name changes with its content, so browsers may cache it forever. */
export class Asset {
  /** The last part of the path, such as `checkout.3f2a91c0.css`. */
  readonly fileName: string;

  /**
   * @param name what the asset belongs to, such as `checkout`
   * @param type decides the extension and the content type
   */
  constructor(
    name: string,
    private readonly type: keyof typeof CONTENT_TYPES,
    readonly body: string,
  ) {
    const hash = createHash('sha256').update(body).digest('hex').slice(0, 8);
    this.fileName = `${name}.${hash}.${type}`;
  }

  get contentType(): string {
    return CONTENT_TYPES[this.type];
  }
}

/**
 * Reads text files of the package and joins them.
 *
 * @param paths relative to `src`, or to `dist` in the built package, such as `pages/styles/base.css`
 */
export function readPackageFiles(...paths: readonly string[]): string {
  return paths
    .map((path) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8'))
    .join('\n');
}
