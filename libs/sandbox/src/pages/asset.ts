import { createHash } from 'node:crypto';

const CONTENT_TYPES = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
} as const;

/** A style sheet, script or picture with a path that changes with its content, so it may be cached for ever. */
export class Asset {
  /** The last part of the path, such as `checkout.3f2a91c0.css`. */
  readonly fileName: string;

  /**
   * @param name what it belongs to, such as `checkout`
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
