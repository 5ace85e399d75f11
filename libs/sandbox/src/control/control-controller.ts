import { applyDecorators, Controller, UseGuards, UsePipes } from '@nestjs/common';
import { SandboxRequestError } from '../sandbox.errors.js';
import type { Naming } from '../validation/checked.js';
import { RequestPipe } from '../validation/request.pipe.js';
import { ControlGuard } from './control.guard.js';

/**
 * Marks a controller of the control API: its routes are under `/_sandbox`, refuse other sites, and read bodies and
 * queries as the DTO classes of their parameters.
 *
 * @param naming how requests spell the fields. Default: as the DTO classes do.
 */
export function ControlController(path: string, naming?: Naming): ClassDecorator {
  return applyDecorators(
    Controller(`_sandbox/${path}`),
    UseGuards(ControlGuard),
    UsePipes(new RequestPipe((problem) => new SandboxRequestError(problem), naming)),
  );
}
