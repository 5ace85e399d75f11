import { Type } from 'class-transformer';
import { IsArray, ValidateNested } from 'class-validator';
import { SandboxRequestError } from '../sandbox.errors.js';
import { check, checked, fieldsOf } from './checked.js';
import { IsName, IsSecret, Optional } from './rules.js';

class Part {
  @IsName()
  readonly partName!: string;
}

class Whole {
  @Optional()
  @IsSecret()
  readonly theSecret?: string;

  @Type(() => Part)
  @ValidateNested({ each: true, message: 'must be an object.' })
  @IsArray({ message: 'must be a list.' })
  readonly parts!: readonly Part[];
}

const problemWith = (given: unknown, naming?: (field: string) => string) => {
  const result = check(Whole, given, naming);
  return result.kind === 'valid' ? null : `${result.path}: ${result.problem}`;
};

describe('a value held against a class', () => {
  it('is an instance of it when it keeps the rules', () => {
    const value = checked(Whole, { parts: [{ partName: 'A' }] });
    expect(value).toBeInstanceOf(Whole);
    expect(value.parts[0]).toBeInstanceOf(Part);
  });

  it.each([
    [{ parts: 'x' }, 'parts: must be a list.'],
    [{ parts: {} }, 'parts: must be a list.'],
    [{ parts: [1] }, 'parts[0]: must be an object.'],
    [
      { parts: [{ partName: 'A' }, { partName: '' }] },
      'parts[1].partName: must be a text of 1 to 100 characters on one line.',
    ],
    [{ parts: [{ partName: 'a\nb' }] }, /^parts\[0\]\.partName: must be a text/],
    [{ parts: [], theSecret: null }, /^theSecret: must be a text of 8/],
    [{ parts: [], theSecret: 'with a space' }, /^theSecret: must be a text of 8/],
    [{ parts: [], part: 1 }, 'part: is not a known field; the fields are theSecret, parts.'],
    [
      { parts: [{ partName: 'A', other: 1 }] },
      'parts[0].other: is not a known field; the fields are partName.',
    ],
    [null, ': must be an object with theSecret, parts.'],
    [[], ': must be an object with theSecret, parts.'],
    ['text', ': must be an object with theSecret, parts.'],
  ])('is refused with what is wrong and where: %j', (given, problem) => {
    expect(problemWith(given)).toMatch(problem);
  });

  it('is read and reported in the spelling that it comes in', () => {
    const shout = (field: string) => field.toUpperCase();
    expect(problemWith({ PARTS: [{ partName: '' }] }, shout)).toMatch(/^PARTS\[0\]\.PARTNAME:/);
    expect(problemWith({ PART: [] }, shout)).toMatch(/the fields are THESECRET, PARTS|PARTS: must/);
  });

  it('throws the problem where a value is needed', () => {
    expect(() => checked(Whole, { parts: 'x' })).toThrow(SandboxRequestError);
    expect(() => checked(Whole, { parts: 'x' })).toThrow('parts must be a list.');
    expect(() => checked(Whole, null)).toThrow('The request must be an object with');
  });

  it('has fields that can be listed', () => {
    expect(fieldsOf(Whole)).toEqual(['theSecret', 'parts']);
  });
});
