import { readGatewayBody } from './gateway.body.js';

describe('a body sent to the gateway', () => {
  it('is read as JSON, whatever its type says', () => {
    expect(readGatewayBody('{"a":1}', 'text/plain')).toEqual({ a: 1 });
    expect(readGatewayBody('{"a":1}', undefined)).toEqual({ a: 1 });
  });

  it('is read as a form when its type says so', () => {
    const type = 'application/x-www-form-urlencoded; charset=utf-8';
    expect(readGatewayBody('email=a%40b.c&total_amount=25.00', type)).toEqual({
      email: 'a@b.c',
      total_amount: '25.00',
    });
  });

  it.each([[undefined], [''], ['  \n']])('has no fields when it is %j', (text) => {
    expect(readGatewayBody(text, 'application/json')).toEqual({});
  });

  it.each([
    ['{', 'The request body must be valid JSON.'],
    ['<html>', 'The request body must be valid JSON.'],
    ['[]', 'The request body must be a JSON object.'],
    ['null', 'The request body must be a JSON object.'],
    ['"text"', 'The request body must be a JSON object.'],
  ])('is refused when it is %s', (text, error) => {
    expect(() => readGatewayBody(text, 'application/json')).toThrow(error);
  });
});
