import { FormFields } from '../frame/form-fields.js';
import { triggerRequest } from './trigger.form.js';

const asked = (fields: Record<string, string>) => triggerRequest(new FormFields(fields));

describe('the form that triggers a webhook', () => {
  it('asks for a true payment.succeeded when nothing is filled in', () => {
    expect(asked({})).toEqual({
      event: 'payment.succeeded',
      transactionId: undefined,
      overrides: {},
      omit: [],
    });
  });

  it.each([
    ['false', false],
    ['12', 12],
    ['null', null],
    ['"true"', 'true'],
    ['wrong', 'wrong'],
    ['007', '007'],
  ])('takes %s as what it is in JSON, or else as a text', (typed, value) => {
    expect(asked({ set_success: typed })).toMatchObject({ overrides: { success: value } });
  });

  it('lets a field of its own have the last word over the further ones', () => {
    expect(asked({ set_success: 'true', more: '{"success":false,"x":1}' })).toMatchObject({
      overrides: { success: true, x: 1 },
    });
  });

  it.each(['[1]', '"text"', '1', 'null', '{'])('refuses further fields that are %s', (more) => {
    expect(() => asked({ more })).toThrow('Enter a JSON object');
  });
});
