import type { CreateSandboxOptions, Sandbox } from 'ovgc-sandbox';
import { resolve } from 'node:path';

/** What the terminal shows once the sandbox is ready. A key or secret that was set by hand is named, never shown. */
export function banner(
  {
    url,
    apiUrl,
    apiKey,
    webhookSecret,
  }: Pick<Sandbox, 'url' | 'apiUrl' | 'apiKey' | 'webhookSecret'>,
  options: Pick<CreateSandboxOptions, 'apiKey' | 'webhookSecret' | 'webhookUrl' | 'dataDir'>,
): string {
  const key = options.apiKey === undefined ? apiKey : 'the one in OVGC_API_KEY';
  const secret =
    options.webhookSecret === undefined ? webhookSecret : 'the one in OVGC_WEBHOOK_SECRET';
  return `
  OVGC sandbox is ready. No real money moves here.

  Open         ${url}
  API          ${apiUrl}
  API key      ${key}
  Webhooks to  ${options.webhookUrl ?? 'nowhere'}
  Secret       ${secret}
  Data in      ${resolve(options.dataDir ?? '.')}

  Turn the clock past the 30 minutes of a checkout:
  curl -X POST ${url}/_sandbox/clock -d '{"advance":"31m"}'
`;
}
