import { HttpModule } from '@nestjs/axios';
import { Global, Module } from '@nestjs/common';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { WebhookDeliveries } from './webhook.deliveries.js';
import { WebhookLog } from './webhook.log.js';
import { WebhookOutbox } from './webhook.outbox.js';
import { WebhookResend } from './webhook.resend.js';
import { WebhookSender } from './webhook.sender.js';
import { WebhookTrigger } from './webhook.trigger.js';

@Global()
@Module({
  imports: [
    HttpModule.register({
      // A connection that is kept open would outlive the sandbox and hold up a test's server.
      httpAgent: new HttpAgent({ keepAlive: false }),
      httpsAgent: new HttpsAgent({ keepAlive: false }),
    }),
  ],
  providers: [
    WebhookDeliveries,
    WebhookLog,
    WebhookOutbox,
    WebhookResend,
    WebhookSender,
    WebhookTrigger,
  ],
  exports: [WebhookDeliveries, WebhookLog, WebhookOutbox, WebhookResend, WebhookTrigger],
})
export class WebhooksModule {}
