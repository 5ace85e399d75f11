import { basicAuthorization, hasPassword, isSame } from './password.js';

describe('a password by HTTP Basic', () => {
  it.each(['open sesame', 'a:b', 'pässwörd', ' '])('is recognised: %j', (password) => {
    expect(hasPassword(basicAuthorization(password), password)).toBe(true);
  });

  it('may come with any user name, or with none', () => {
    for (const user of ['admin', 'admin@sandbox.test', '']) {
      const encoded = Buffer.from(`${user}:right`).toString('base64');
      expect(hasPassword(`basic ${encoded}`, 'right')).toBe(true);
    }
  });

  it.each([
    undefined,
    '',
    'Basic',
    'Basic !!!',
    'right',
    'Bearer right',
    `Basic ${Buffer.from('right').toString('base64')}`,
    basicAuthorization('wrong'),
    basicAuthorization('righter'),
    basicAuthorization(''),
  ])('is not in %j', (authorization) => {
    expect(hasPassword(authorization, 'right')).toBe(false);
  });

  it('is the same as itself only', () => {
    expect(isSame('right', 'right')).toBe(true);
    expect(isSame('right', 'Right')).toBe(false);
  });
});
