import type { WebhookLogEntry } from '../../webhooks/webhook.js';
import { WEBHOOK_HEADERS } from '../../webhooks/webhook.sender.js';
import { sentBody } from '../../webhooks/webhook.body.js';
import { webhookPath } from '../dashboard.path.js';

/** The request as it was sent. Its secret is shown only to who asks for it. */
export function RequestPanel(props: {
  readonly webhook: WebhookLogEntry;
  readonly secret: string | null;
}) {
  const { webhook, secret } = props;
  const path = webhookPath(webhook.id);
  const kept = JSON.stringify(webhook.body);
  const body: unknown =
    secret === null ? webhook.body : JSON.parse(sentBody(kept, secret).toString());
  return (
    <section class="panel">
      <div class="panel-head">
        <h2>Request</h2>
        <a href={secret === null ? `${path}?reveal=secret` : path} data-swap>
          {secret === null ? 'Show secret' : 'Hide secret'}
        </a>
      </div>
      <div class="code">
        <pre class="wrapped" tabIndex={0}>
          {requestText(webhook.attempts.at(-1)?.url, body)}
        </pre>
      </div>
    </section>
  );
}

/** The request as it goes over the wire, with its body laid out to be read. */
function requestText(url: string | undefined, body: unknown): string {
  const headers = Object.entries(WEBHOOK_HEADERS).map(([name, value]) => `${name}: ${value}`);
  return [`POST ${url ?? ''}`.trim(), ...headers, '', JSON.stringify(body, null, 2)].join('\n');
}
