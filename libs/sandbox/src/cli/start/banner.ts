import { resolve } from 'node:path';
import type { Sandbox } from '../../sandbox.js';
import { VERSION } from '../../version.js';
import type { StartSettings } from './start.settings.js';
import type { Terminal } from '../terminal.js';

/** What everybody may know: the sandbox's own defaults, which its README prints. */
const PUBLISHED: ReadonlySet<string> = new Set([
  'sandbox_api_key',
  'sandbox_webhook_secret',
  'sandbox',
]);

/**
 * What the terminal shows once the sandbox is ready, with the lines that a shop's `.env` takes. A key, a secret or a
 * password that somebody chose is named, never shown.
 */
export function banner(
  running: Sandbox,
  webhookUrl: string,
  { options, names }: StartSettings,
  paint: Terminal['paint'],
): string {
  const { url, apiUrl, adminEmail } = running;
  const elsewhere = options.seed ?? `${url}/dashboard`;
  const show = (value: string, given: string | undefined, variable: string): Shown => {
    if (given !== undefined) return hidden(`the one in ${variable}`);
    return PUBLISHED.has(value) ? { fact: value, isShown: true } : hidden(`see ${elsewhere}`);
  };
  const key = show(running.apiKey, options.apiKey, 'OVGC_API_KEY');
  const secret = show(running.webhookSecret, options.webhookSecret, 'OVGC_WEBHOOK_SECRET');
  const password = show(running.adminPassword, options.adminPassword, 'ADMIN_PASSWORD');
  const facts = [
    ['Dashboard', `${url}/dashboard`],
    ['API', apiUrl],
    ['Reference', `${url}/docs`],
    ['API key', key.fact],
    ['Webhooks to', webhookUrl],
    ['Secret', secret.fact],
    ['Admin', `${adminEmail}, password: ${password.fact}`],
    ['Data in', options.dataDir ? resolve(options.dataDir) : `memory; ${names.data} keeps it`],
  ] as const;
  return [
    '',
    `  ${paint('bold', `OVGC sandbox ${VERSION} is ready.`)} No real money moves here.`,
    '',
    ...facts.map(([name, value]) => `  ${paint('dim', name.padEnd(12))} ${value}`),
    '',
    `  ${paint('dim', "Your shop's .env:")}`,
    '',
    `OVGC_BASE_URL=${apiUrl}`,
    envLine('OVGC_API_KEY', key),
    envLine('OVGC_WEBHOOK_SECRET', secret),
    '',
    `  ${paint('dim', 'Turn the clock past the 30 minutes of a checkout:')}`,
    `  curl -X POST ${url}/_sandbox/clock -d '{"advance":"31m"}'`,
    '',
  ].join('\n');
}

interface Shown {
  readonly fact: string;
  readonly isShown: boolean;
}

function hidden(fact: string): Shown {
  return { fact, isShown: false };
}

function envLine(variable: string, { fact, isShown }: Shown): string {
  return isShown ? `${variable}=${fact}` : `# ${variable}: ${fact}`;
}
