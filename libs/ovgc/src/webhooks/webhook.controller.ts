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
  /** Decorators of the controller class, such as `Public()` or `SkipThrottle()`, for the app's global guards. */
  readonly decorators: readonly ClassDecorator[];
}

/** The route that the gateway sends webhooks to. */
export abstract class WebhookController {
  @Inject(WebhookIntake) protected readonly intake!: WebhookIntake;

  /** Answers 200 once the webhook and what it changes are on the disk. Handlers run afterwards. */
  @Post()
  @HttpCode(200)
  @UseGuards(WebhookSecretGuard)
  async receive(@Body() body: Readonly<Record<string, unknown>>): Promise<{ received: true }> {
    await this.intake.receive(body);
    return { received: true };
  }

  /**
   * Gateways check that the URL exists before they use it. Answers 503 while no webhook can be stored, because the
   * ledger's files were deleted, moved or replaced.
   */
  @Get()
  probe(): { ready: true } {
    this.intake.checkReady();
    return { ready: true };
  }
}

/** Makes a controller class for one account: a shared class could have only one path. */
export function webhookControllerAt(route: WebhookRoute): Type<WebhookController> {
  // In an app with API versions the gateway still knows only one URL.
  @Controller({ path: route.path, version: VERSION_NEUTRAL })
  class OvgcWebhookController extends WebhookController {}
  route.decorators.forEach((decorate) => decorate(OvgcWebhookController));
  return OvgcWebhookController;
}
