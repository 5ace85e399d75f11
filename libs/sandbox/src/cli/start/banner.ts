import { resolve } from 'node:path';
import { isLoopback } from '../../access/loopback.js';
import type { Sandbox } from '../../sandbox.js';
import { VERSION } from '../../version.js';
import type { Terminal } from '../shell.js';
import type { StartSettings } from './start.settings.js';

/** The defaults, which the README publishes. */
const PUBLISHED = ['sandbox_api_key', 'sandbox_webhook_secret', 'sandbox'];

/**
 * What the terminal shows once the sandbox is ready, with the lines for a shop's `.env`. Credentials that somebody chose
 * are never shown, only where to find them.
 */
export function banner(
  sandbox: Sandbox,
  { options, names }: StartSettings,
  paint: Terminal['paint'],
): string {
  const { url, apiUrl, apiKey, webhookSecret, adminEmail, adminPassword } = sandbox;
  const source = (given: string | undefined, variable: string) =>
    given === undefined ? `see ${options.seed ?? `${url}/dashboard`}` : `the one in ${variable}`;
  const isShown = (value: string, given: string | undefined) =>
    given === undefined && PUBLISHED.includes(value);
  const shown = (value: string, given: string | undefined, variable: string) =>
    isShown(value, given) ? value : source(given, variable);
  const envLine = (variable: string, value: string, given: string | undefined) =>
    isShown(value, given) ? `${variable}=${value}` : `# ${variable}: ${source(given, variable)}`;

  const isExposed = !isLoopback(options.host ?? '127.0.0.1');
  // A password that this start has made up can be read nowhere else.
  const password =
    isExposed && options.adminPassword === undefined
      ? adminPassword
      : shown(adminPassword, options.adminPassword, names.adminPassword);
  const facts = [
    ['Dashboard', `${url}/dashboard`],
    ['API', apiUrl],
    ['Reference', `${url}/docs`],
    ['API key', shown(apiKey, options.apiKey, 'OVGC_API_KEY')],
    ['Webhooks to', sandbox.sellers.get('default').webhookUrl ?? 'nowhere'],
    ['Secret', shown(webhookSecret, options.webhookSecret, 'OVGC_WEBHOOK_SECRET')],
    ['Admin', `${adminEmail}, password: ${password}`],
    ['Data in', options.dataDir ? resolve(options.dataDir) : `memory; ${names.dataDir} keeps it`],
  ] as const;
  return [
    '',
    `  ${paint('bold', `OVGC sandbox ${VERSION} is ready.`)} No real money moves here.`,
    '',
    ...(isExposed ? warning(options.host, paint) : []),
    ...facts.map(([name, value]) => `  ${paint('dim', name.padEnd(12))} ${value}`),
    '',
    `  ${paint('dim', "Your shop's .env:")}`,
    '',
    `OVGC_BASE_URL=${apiUrl}`,
    envLine('OVGC_API_KEY', apiKey, options.apiKey),
    envLine('OVGC_WEBHOOK_SECRET', webhookSecret, options.webhookSecret),
    '',
    `  ${paint('dim', "Advance the clock past a checkout's 30 minutes:")}`,
    `  curl -X POST ${url}/_sandbox/clock${isExposed ? ' -u admin' : ''} -d '{"advance":"31m"}'`,
    '',
  ].join('\n');
}

/** What to know before other machines are let in. */
function warning(host: string | undefined, paint: Terminal['paint']): string[] {
  return [
    `  ${paint('yellow', `Warning: the sandbox listens on ${host}, so other machines can reach it.`)}`,
    '  Its dashboard and its control API ask for the password below, with any user name.',
    '  Requests must name one of its addresses, or the host of SANDBOX_PUBLIC_URL.',
    '',
  ];
}
