import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { ForbiddenException, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { SandboxOptions } from '../sandbox.options.js';
import { controlProblem } from './control.access.js';

/** Keeps other sites out of the control API, which asks for no password. */
@Injectable()
export class ControlGuard implements CanActivate {
  constructor(private readonly options: SandboxOptions) {}

  canActivate(context: ExecutionContext): boolean {
    const { host, origin } = context.switchToHttp().getRequest<Request>().headers;
    const problem = controlProblem({ host, origin }, this.options.publicUrl);
    if (problem === null) return true;
    throw new ForbiddenException(problem);
  }
}
