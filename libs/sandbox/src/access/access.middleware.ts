import { ForbiddenException, UnauthorizedException } from '@nestjs/common';
import type { RequestHandler } from 'express';
import { pathOf } from '../faults/request.path.js';
import type { Journal } from '../journal/journal.js';
import type { SandboxOptions } from '../sandbox.options.js';
import { OPEN_PATH } from '../server/paths.js';
import { hasPassword } from './password.js';
import type { AccessProblem } from './request.access.js';
import { accessProblem } from './request.access.js';

/** A request names another host, or comes from a page of another site. */
export class ForeignRequestException extends ForbiddenException {
  readonly reason: AccessProblem['reason'];

  constructor({ reason, message }: AccessProblem) {
    super(message);
    this.reason = reason;
  }
}

/**
 * Refuses requests to other hosts and from other sites, and asks for the password where one is needed. It comes before
 * everything else, so that a refused request changes nothing: no fault is spent on it.
 */
export function checkAccess(options: SandboxOptions, journal: Journal): RequestHandler {
  return (request, response, next) => {
    const { method, originalUrl: path, headers, socket } = request;
    const { localAddress } = socket;
    const problem = accessProblem({ method, path, headers, localAddress }, options);
    if (problem !== null) {
      journal.write('refused', `${method} ${pathOf(request)}: ${problem.message}`);
      next(new ForeignRequestException(problem));
      return;
    }
    const isOpen = !options.isExposed || OPEN_PATH.test(path);
    if (isOpen || hasPassword(headers.authorization, options.adminPassword)) {
      next();
      return;
    }
    response.set('WWW-Authenticate', 'Basic realm="OVGC sandbox", charset="UTF-8"');
    next(
      new UnauthorizedException(
        `This sandbox listens on ${options.host}, so it asks for the password that was set, or that it printed when it started. Send it by HTTP Basic with any user name; the command line takes --password or OVGC_SANDBOX_PASSWORD.`,
      ),
    );
  };
}
