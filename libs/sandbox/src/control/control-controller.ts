import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import { applyDecorators, Controller, UseGuards, UsePipes } from '@nestjs/common';
import type { ClassConstructor } from 'class-transformer';
import { SandboxRequestError } from '../sandbox.errors.js';
import type { Naming } from '../validation/checked.js';
import { checked } from '../validation/checked.js';
import { readJsonFields } from '../validation/fields.js';
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
    UsePipes(new ControlPipe(naming)),
  );
}

class ControlPipe implements PipeTransform {
  constructor(private readonly naming: Naming | undefined) {}

  transform(value: unknown, { type, metatype }: ArgumentMetadata): unknown {
    if (metatype === undefined || (type !== 'body' && type !== 'query')) return value;
    const fields =
      type === 'query'
        ? value
        : readJsonFields(value, (problem) => new SandboxRequestError(problem));
    return checked(metatype as ClassConstructor<object>, fields, this.naming);
  }
}
