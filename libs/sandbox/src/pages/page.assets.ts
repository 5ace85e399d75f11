import { NotFoundException } from '@nestjs/common';
import type { Response } from 'express';
import { Asset } from './asset.js';
import { icon, rosette } from './rosette.js';

/** What one kind of page is made of beside its markup: a style, a script, and the pictures that all of them share. */
export class PageAssets {
  /** The paths that a page names. */
  readonly paths: {
    readonly icon: string;
    readonly stylesheet: string;
    readonly script: string;
  };
  readonly #files: ReadonlyMap<string, Asset>;

  /**
   * @param name of the kind of page, such as `checkout`
   * @param path where its assets are served
   * @param styles writes the style sheet, which names the background's file
   */
  constructor(name: string, path: string, styles: (rosetteFile: string) => string, script: string) {
    const background = new Asset('rosette', 'svg', rosette);
    const mark = new Asset('icon', 'svg', icon);
    const style = new Asset(name, 'css', styles(background.fileName));
    const code = new Asset(name, 'js', script);
    const all = [background, mark, style, code];
    this.#files = new Map(all.map((asset) => [asset.fileName, asset]));
    this.paths = {
      icon: `${path}/${mark.fileName}`,
      stylesheet: `${path}/${style.fileName}`,
      script: `${path}/${code.fileName}`,
    };
  }

  /**
   * Answers with an asset, which may be kept for ever: its name changes with its content.
   *
   * @throws {NotFoundException} when there is none of that name, or its content is of another version
   */
  send(fileName: string, response: Response): void {
    const asset = this.#files.get(fileName);
    if (asset === undefined) throw new NotFoundException(`No asset is named ${fileName}.`);
    response
      .set('Cache-Control', 'public, max-age=31536000, immutable')
      .type(asset.contentType)
      .send(asset.body);
  }
}
