import { applyDecorators, Controller, UsePipes } from '@nestjs/common';
import { SandboxRequestError } from '../sandbox.errors.js';
import type { Naming } from '../validation/checked.js';
import { RequestPipe } from '../validation/request.pipe.js';

/**
 * Marks a controller of the control API: its routes are under `/_sandbox`, and read bodies and queries as the DTO
 * classes of their parameters.
 *
 * @param naming how requests spell the fields. Default: as the DTO classes do.
 */
export function ControlController(path: string, naming?: Naming): ClassDecorator {
  return applyDecorators(
    Controller(`_sandbox/${path}`),
    UsePipes(new RequestPipe((problem) => new SandboxRequestError(problem), naming)),
  );
}
