import type { INestApplication } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import { SandboxOptions } from '../sandbox.options.js';

/** The sandbox's API reference. It is made when somebody first asks for it: loading its library takes longer than a start. */
@Injectable()
export class ApiReference {
  #app: INestApplication | undefined;
  #document: Promise<OpenAPIObject> | undefined;

  constructor(private readonly options: SandboxOptions) {}

  /** Called once: the app whose routes are described. */
  of(app: INestApplication): void {
    this.#app = app;
  }

  document(): Promise<OpenAPIObject> {
    this.#document ??= this.#make();
    return this.#document;
  }

  async #make(): Promise<OpenAPIObject> {
    if (this.#app === undefined) throw new Error('The reference does not know its app yet.');
    const { apiDocument } = await import('./api.document.js');
    return apiDocument(this.#app, this.options.publicUrl);
  }
}
