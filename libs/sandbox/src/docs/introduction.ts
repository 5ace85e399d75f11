import { firstPayment } from './operations/gateway.operations.js';

/** What a newcomer reads first; Markdown. */
export function introduction(origin: string): string {
  return [
    'The OVGC Payments gateway on your own machine. No account, no network, no real money.',
    '',
    'Your first payment:',
    '',
    '```sh',
    firstCommand(origin),
    '```',
    '',
    'Open the `url` of the answer and pay with `4242 4242 4242 4242`, any date to come and any code. Then the webhook leaves, and the [dashboard](/dashboard) shows both.',
    '',
    'The API key is `sandbox_api_key` unless the sandbox was started with another one. The control API under `/_sandbox` asks for no password, but answers to this machine alone.',
  ].join('\n');
}

/** The call that creates the first payment, for a terminal. */
export function firstCommand(origin: string): string {
  const fields = Object.entries(firstPayment).map(
    ([name, value]) => `    ${JSON.stringify(name)}: ${JSON.stringify(value)}`,
  );
  return [
    `curl -X POST ${origin}/backend/api/payment-request-api \\`,
    "  -H 'Content-Type: application/json' \\",
    "  -d '{",
    fields.join(',\n'),
    "  }'",
  ].join('\n');
}
