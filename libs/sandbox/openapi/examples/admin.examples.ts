import { snakeCased } from '../../src/admin/snake-cased.js';
import type { Example, Examples } from './example.js';
import { refusedByGateway as refused } from './example.js';
import { sellerHandlers } from './seller.examples.js';

const login = { email: 'admin@sandbox.test', password: 'sandbox' };

/** The field of the answer that holds what the control API answers. */
const FIELDS: Readonly<Record<string, string>> = {
  list: 'sellers',
  createKey: 'api_key',
  rotateKey: 'api_key',
  revokeKey: 'api_key',
};

const adminSellerExamples: Examples = Object.fromEntries(
  Object.entries(sellerHandlers).map(([handler, examples]) => [
    `AdminSellers.${handler}`,
    Object.fromEntries(
      Object.entries(examples).map(([name, example]) => [
        name,
        inGatewaySpelling(handler, example),
      ]),
    ),
  ]),
);

function inGatewaySpelling(
  handler: string,
  { body, status, answer, ...request }: Example,
): Example {
  const sent = { ...request, ...(body !== undefined && { body: snakeCased(body) }) };
  const { error } = answer as { error?: string };
  if (error !== undefined) {
    // The gateway answers a failed validation with HTTP 200.
    const isInvalid = status === 400 && / must be /.test(error);
    const text = error.replace(/^\w+/, (field) => Object.keys(snakeCased({ [field]: 0 }))[0] ?? '');
    return {
      ...sent,
      status: isInvalid ? 200 : (status ?? 400),
      answer: { status: false, error: isInvalid ? text : error },
    };
  }
  const shown = snakeCased(answer) as object;
  const fields =
    handler === 'rotateWebhookSecret' ? shown : { [FIELDS[handler] ?? 'seller']: shown };
  return { ...sent, answer: { status: true, ...fields } };
}

export const adminExamples: Examples = {
  'AdminLogin.login': {
    loggedIn: {
      summary: 'With the sandbox’s default credentials',
      body: login,
      answer: {
        status: true,
        token: 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhZG1pbiJ9.c2lnbmF0dXJl',
        token_type: 'Bearer',
        expires_in: 3600,
      },
    },
    missingField: refused(
      200,
      'Without a password',
      'password must be a text, as printed when the sandbox starts.',
      { body: { email: login.email } },
    ),
    unauthorized: refused(401, 'With a wrong password', 'Unauthorized', {
      body: { ...login, password: 'guessed' },
    }),
  },
  ...adminSellerExamples,
};
