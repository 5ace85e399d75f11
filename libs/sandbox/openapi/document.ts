import { EXAMPLE_ORIGIN } from '../src/docs/api-reference.js';
import { VERSION } from '../src/version.js';
import { Operations } from './operations.js';
import { controllersOf } from './program.js';
import type { SentWebhooks } from './recorder.js';
import { Recorder } from './recorder.js';
import { FIRST_PAYMENT } from './scenario.js';
import type { Schema } from './schemas.js';
import { Schemas } from './schemas.js';

interface Section {
  readonly name: string;
  readonly description: string;
  readonly controllers: readonly string[];
}

/** The groups of the reference, in the order in which a newcomer needs them. */
const SECTIONS: readonly Section[] = [
  {
    name: 'Gateway',
    description: 'What your shop calls, with the same paths, fields and errors as at OVGC.',
    controllers: ['gateway-api/payment-request', 'gateway-api/order-status'],
  },
  {
    name: 'Webhooks',
    description:
      'The log of what was sent to your shop. Resend a webhook, or send any webhook now.',
    controllers: ['control/webhooks'],
  },
  {
    name: 'Clock',
    description:
      'The sandbox’s clock. Advancing it processes everything that falls due on the way.',
    controllers: ['control/clock'],
  },
  {
    name: 'Faults',
    description: 'What goes wrong, and how often.',
    controllers: ['control/faults'],
  },
  {
    name: 'Payments',
    description:
      'All payments, with everything that happened to them; and to pay, cancel or expire one.',
    controllers: ['control/payments'],
  },
  {
    name: 'Sellers',
    description: 'Sellers, their API keys and their webhook secrets.',
    controllers: ['control/sellers'],
  },
  {
    name: 'Settings',
    description: 'The default seller’s settings, and starting over.',
    controllers: ['control/settings'],
  },
  {
    name: 'Admin',
    description: 'The gateway’s endpoints for its administrators. They need a login.',
    controllers: ['admin/admin-login', 'admin/admin-sellers', 'admin/admin-payments'],
  },
  {
    name: 'Health',
    description: 'Whether the sandbox is ready.',
    controllers: ['server/health'],
  },
];

/** The sandbox's API reference as an OpenAPI 3.1 document. */
export async function openApiDocument(): Promise<Schema> {
  const sections = SECTIONS.flatMap(({ name, controllers }) =>
    controllers.map((controller) => ({ tag: name, path: `${controller}.controller` })),
  );
  const { files, checker } = controllersOf([
    ...sections.map(({ path }) => path),
    'webhooks/webhook.body',
  ]);
  const schemas = new Schemas(checker);
  await using recorder = await Recorder.start();
  const operations = new Operations(checker, schemas, recorder);
  const paths: Record<string, Record<string, Schema>> = {};
  for (const [index, { tag }] of sections.entries()) {
    const file = files[index];
    if (file === undefined) throw new Error(`${tag} has a controller that is not there.`);
    for (const { path, method, operation } of await operations.of(file)) {
      paths[path] = { ...paths[path], [method]: { tags: [tag], ...operation } };
    }
  }
  const body = files.at(-1);
  const webhook = body && checker.getSymbolAtLocation(body)?.exports?.get('WebhookBody' as never);
  if (webhook === undefined) throw new Error('The webhook has no body.');
  const schema = schemas.of(checker.getDeclaredTypeOfSymbol(webhook));
  return {
    openapi: '3.1.0',
    info: { title: 'ovgc-sandbox', version: VERSION, description: introduction() },
    tags: SECTIONS.map(({ name, description }) => ({ name, description })),
    paths,
    webhooks: {
      paymentStatusChanged: { post: webhookOperation(schema, await recorder.webhooks()) },
    },
    components: {
      securitySchemes: {
        apiKey: { type: 'apiKey', in: 'header', name: 'x-api-key' },
        admin: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
      },
      schemas: { ...schemas.components, ...ERRORS },
    },
  };
}

const ERRORS = {
  ControlError: error('What is wrong, and what to send instead.', {}),
  GatewayError: error('What is wrong.', { status: { type: 'boolean', enum: [false] } }),
};

function error(description: string, properties: Schema): Schema {
  const all = { ...properties, error: { type: 'string', description } };
  return { type: 'object', properties: all, required: Object.keys(all) };
}

/** What the sandbox sends to a shop (docs/gateway-api.md, Webhooks). */
function webhookOperation(schema: Schema, { succeeded, declined }: SentWebhooks): Schema {
  const shown = {
    succeeded: { summary: 'Paid', value: succeeded },
    declined: { summary: 'Declined, failed or expired', value: declined },
  };
  return {
    tags: ['Gateway'],
    operationId: 'Webhook.receive',
    summary: 'A payment’s status has changed',
    description:
      'Sent to the seller’s webhook URL. Compare `webhook_secret` with yours before you trust any other field, and fulfil an order only on `payment.succeeded` with `success: true`. The same webhook may arrive more than once.',
    requestBody: {
      required: true,
      content: { 'application/json': { schema, examples: shown } },
    },
    responses: {
      200: {
        description:
          'Any 2xx within 15 seconds means delivered. Any other answer is retried after 5 s, 30 s, 2 min, 10 min, 1 h, 6 h and 24 h.',
      },
      401: { description: 'What to answer when the secret is missing or wrong.' },
    },
  };
}

/** What a newcomer reads first; Markdown. */
function introduction(): string {
  const fields = Object.entries(FIRST_PAYMENT).map(
    ([name, value]) => `    ${JSON.stringify(name)}: ${JSON.stringify(value)}`,
  );
  return [
    'The OVGC Payments gateway on your own machine. No account, no network, no real money.',
    '',
    'Create your first payment:',
    '',
    '```sh',
    `curl -X POST ${EXAMPLE_ORIGIN}/backend/api/payment-request-api \\`,
    "  -H 'Content-Type: application/json' \\",
    "  -d '{",
    fields.join(',\n'),
    "  }'",
    '```',
    '',
    'Open the `url` of the answer and pay with `4242 4242 4242 4242`, any future date and any code. The sandbox then sends the webhook, and the [dashboard](/dashboard) shows both.',
    '',
    'The API key is `sandbox_api_key` unless you started the sandbox with another one. The control API under `/_sandbox` asks for a password, by HTTP Basic with any user name, only if the sandbox listens on an address that other machines reach. It prints that password when it starts. Requests of pages of other sites, and to other host names than the sandbox’s own, are answered with 403 everywhere.',
  ].join('\n');
}
