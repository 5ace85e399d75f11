import { Controller, Get, NotFoundException, Param, Res } from '@nestjs/common';
import type { Response } from 'express';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const ASSETS_PATH = '/assets';

/** A style sheet, script or picture whose name changes with its content, so browsers may cache it forever. */
export class Asset {
  /** The last part of the path, such as `checkout.3f2a91c0.css`. */
  readonly fileName: string;

  /**
   * @param name what the asset belongs to, such as `checkout`
   * @param type the extension, which decides the content type
   */
  constructor(
    name: string,
    private readonly type: 'css' | 'js' | 'svg',
    readonly body: string,
  ) {
    const hash = createHash('sha256').update(body).digest('hex').slice(0, 8);
    this.fileName = `${name}.${hash}.${type}`;
  }

  /** Answers with the asset. */
  send(response: Response): void {
    response
      .set('Cache-Control', 'public, max-age=31536000, immutable')
      .type(this.type)
      .send(this.body);
  }
}

const served = new Map<string, Asset>();

/** The path of the icon of every page. */
export const ICON_PATH = serve('icon', 'svg', readPackageFiles('pages/icon.svg'));

/** The paths of what a page loads. */
export interface PageAssets {
  readonly stylesheet: string;
  readonly scripts: readonly string[];
}

/**
 * Reads the style sheet and the script of one kind of page, and has them served.
 *
 * @param name of the kind of page, such as `checkout`: its script is `browser/<name>.js` in the build
 * @param styles its CSS files in order, after those that all pages share
 */
export function pageAssets(name: string, styles: readonly string[]): PageAssets {
  const rosette = serve('rosette', 'svg', readPackageFiles('pages/rosette.svg'));
  const shared = ['pages/styles/tokens.css', 'pages/styles/base.css', 'pages/styles/controls.css'];
  const css = readPackageFiles(...shared, ...styles).replaceAll('rosette.svg', rosette);
  return {
    stylesheet: serve(name, 'css', css),
    scripts: [serve(name, 'js', readPackageFiles(`../dist/browser/${name}.js`))],
  };
}

/** Has a file served, and returns its path. */
export function serve(...[name, type, body]: ConstructorParameters<typeof Asset>): string {
  const asset = new Asset(name, type, body);
  served.set(asset.fileName, asset);
  return `${ASSETS_PATH}/${asset.fileName}`;
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

/** Serves the styles, scripts and pictures of all pages. */
@Controller(ASSETS_PATH)
export class PageAssetsController {
  /** @throws {NotFoundException} when no asset has this name, or its content is of another version */
  @Get(':fileName')
  show(@Param('fileName') fileName: string, @Res() response: Response): void {
    const asset = served.get(fileName);
    if (asset === undefined) throw new NotFoundException(`No asset is named ${fileName}.`);
    asset.send(response);
  }
}
