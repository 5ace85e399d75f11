import { AdminLoginController } from '../../admin/admin-login.controller.js';
import { describeRoutes } from '../operation.js';
import { component, object, oneWordOf, text, whole } from '../schemas/schema.js';

const login = { email: 'admin@sandbox.test', password: 'sandbox' };

export const adminLoginOperations = describeRoutes(AdminLoginController, 'Admin', {
  login: {
    summary: 'Log in',
    description:
      'The other admin endpoints take the token as `Authorization: Bearer …`. It lives for an hour of the sandbox’s clock.',
    body: {
      schema: object({ email: text('Told at the start.'), password: text('Told at the start.') }),
      required: true,
    },
    answers: {
      200: {
        description: 'A token; or, with `status: false`, the field that is missing or malformed.',
        schema: {
          oneOf: [
            object({
              status: { type: 'boolean', enum: [true] },
              token: text('A JWT.'),
              token_type: oneWordOf(['Bearer'], 'How to send it.'),
              expires_in: whole('Seconds that it lives.'),
            }),
            component('GatewayError'),
          ],
        },
      },
      401: { description: 'Not the right ones.', schema: component('GatewayError') },
    },
    examples: {
      loggedIn: {
        summary: 'With the sandbox’s own credentials',
        body: login,
        status: 200,
        answer: {
          status: true,
          token: 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhZG1pbiJ9.c2lnbmF0dXJl',
          token_type: 'Bearer',
          expires_in: 3600,
        },
      },
      missingField: {
        summary: 'Without a password',
        body: { email: login.email },
        status: 200,
        answer: {
          status: false,
          error: 'password must be a text, as the sandbox told it at its start.',
        },
      },
      unauthorized: {
        summary: 'With another password',
        body: { ...login, password: 'guessed' },
        status: 401,
        answer: { status: false, error: 'Unauthorized' },
      },
    },
  },
});
