import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import type { ClassConstructor } from 'class-transformer';
import type { Naming } from './checked.js';
import { check } from './checked.js';
import { readJsonFields } from './fields.js';

/** Reads JSON bodies and queries as the DTO classes of their parameters. */
export class RequestPipe implements PipeTransform {
  /**
   * @param refusal makes the error to throw: for a body that is not JSON, or for one with an invalid field.
   * @param naming how requests spell the fields. Default: as the DTO classes do.
   */
  constructor(
    private readonly refusal: (problem: string, kind: 'unreadable' | 'invalid') => Error,
    private readonly naming?: Naming,
  ) {}

  transform(value: unknown, { type, metatype }: ArgumentMetadata): unknown {
    if (metatype === undefined || (type !== 'body' && type !== 'query')) return value;
    const fields =
      type === 'query'
        ? value
        : readJsonFields(value, (problem) => this.refusal(problem, 'unreadable'));
    const result = check(metatype as ClassConstructor<object>, fields, this.naming);
    if (result.kind === 'valid') return result.value;
    throw this.refusal(`${result.path || 'The request'} ${result.problem}`, 'invalid');
  }
}
