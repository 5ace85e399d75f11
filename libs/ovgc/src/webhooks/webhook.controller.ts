import {
  Body,
  Controller,
  Get,
  HttpCode,
  Inject,
  Post,
  type Type,
  UseGuards,
  VERSION_NEUTRAL,
} from '@nestjs/common';
import { WebhookIntake } from './webhook.intake.js';
import { WebhookSecretGuard } from './webhook-secret.guard.js';

/** The webhook's route. */
export interface WebhookRoute {
  /** Default `webhooks/ovgc`, under the app's global prefix if it has one. */
  readonly path: string;
  /** Put on the controller class: `Public()`, `SkipThrottle()` and whatever else the app's own guards look for. */
  readonly decorators: readonly ClassDecorator[];
}

/** Where the gateway sends what became of a payment. */
export abstract class WebhookController {
  @Inject(WebhookIntake) protected readonly receiver!: WebhookIntake;

  /** Answers 200 once the webhook is stored; what it sets off happens afterwards. */
  @Post()
  @HttpCode(200)
  @UseGuards(WebhookSecretGuard)
  async receive(@Body() body: Readonly<Record<string, unknown>>): Promise<{ received: true }> {
    await this.receiver.receive(body);
    return { received: true };
  }

  /** Gateways look whether the URL is there before they use it. */
  @Get()
  probe(): { ready: true } {
    return { ready: true };
  }
}

/** A controller class of its own for each account: one shared class could have one path only. */
export function webhookControllerAt(route: WebhookRoute): Type<WebhookController> {
  // In an app with versions the gateway still knows one URL only.
  @Controller({ path: route.path, version: VERSION_NEUTRAL })
  class OvgcWebhookController extends WebhookController {}
  route.decorators.forEach((decorate) => decorate(OvgcWebhookController));
  return OvgcWebhookController;
}
