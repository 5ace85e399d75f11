import type { Operation } from '../operation.js';
import { component } from '../schemas/schema.js';

/** Documents what keeps other sites out of the control API. */
export function control(operation: Operation): Operation {
  return {
    ...operation,
    answers: {
      ...operation.answers,
      403: {
        description: 'A page of another site asked, or the host is not the sandbox’s.',
        schema: component('ControlError'),
      },
    },
    examples: {
      ...operation.examples,
      anotherSite: {
        ...requestOf(operation),
        summary: 'Asked by a page of another site',
        status: 403,
        answer: {
          error:
            'The control API takes no requests from pages of other sites (Origin "https://evil.example"). Ask it from a test, a terminal or the sandbox\'s own pages.',
        },
      },
    },
  };
}

/** Documents that an operation is for those who have logged in. */
export function admin(operation: Operation): Operation {
  return {
    ...operation,
    security: [{ admin: [] }],
    answers: {
      ...operation.answers,
      401: { description: 'No valid token.', schema: component('GatewayError') },
    },
    examples: {
      ...operation.examples,
      unauthorized: {
        ...requestOf(operation),
        summary: 'Without a token',
        status: 401,
        answer: { status: false, error: 'Unauthorized' },
      },
    },
  };
}

/** What is sent by the first example, to be sent by somebody who may not. */
function requestOf({ examples }: Operation) {
  const [{ parameters, body } = {}] = Object.values(examples);
  return { ...(parameters !== undefined && { parameters }), ...(body !== undefined && { body }) };
}
