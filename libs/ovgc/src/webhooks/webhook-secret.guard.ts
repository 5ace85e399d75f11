import {
  type CanActivate,
  type ExecutionContext,
  Inject,
  Injectable,
  UnauthorizedException,
} from '@nestjs/common';
import { OVGC_OPTIONS } from '../ovgc.tokens.js';
import type { OvgcOptions } from '../ovgc.options.js';
import { WebhookIntake } from './webhook.intake.js';
import { checkSecret, takeSecret, type WebhookRequest } from './webhook.secret.js';

/**
 * Lets a webhook in whose body carries one of the account's secrets (OVGC API, Webhooks), and takes the secret out
 * of the body. 400 what is no JSON object, 401 a missing or wrong secret.
 */
@Injectable()
export class WebhookSecretGuard implements CanActivate {
  constructor(
    @Inject(OVGC_OPTIONS) private readonly options: OvgcOptions,
    private readonly receiver: WebhookIntake,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<WebhookRequest>();
    const { body } = request;
    if (typeof body !== 'object' || body === null || Array.isArray(body) || isForm(request)) {
      throw this.receiver.unreadable('its body is not a JSON object sent as application/json');
    }
    const check = checkSecret(takeSecret(request), this.options.webhookSecret);
    if (check === 'right') return true;
    this.receiver.reject(`secret_${check}`, `its webhook_secret is ${check}`, null);
    throw new UnauthorizedException(
      `The webhook_secret is ${check}. It must be the one saved with this endpoint in the OVGC dashboard.`,
    );
  }
}

/** In a form everything is a text: what was null, or a list, can't be told any more. */
function isForm({ headers }: WebhookRequest): boolean {
  return /^application\/x-www-form-urlencoded/i.test(String(headers?.['content-type']));
}
