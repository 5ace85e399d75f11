import {
  type CanActivate,
  type ExecutionContext,
  Inject,
  Injectable,
  UnauthorizedException,
} from '@nestjs/common';
import type { OvgcOptions } from '../ovgc.options.js';
import { OVGC_OPTIONS } from '../ovgc.tokens.js';
import { WebhookIntake } from './webhook.intake.js';
import { checkSecret, takeSecret, type WebhookRequest } from './webhook.secret.js';

/**
 * Accepts a webhook whose body carries one of the account's secrets, and removes the secret from the body
 * (docs/gateway-api.md, Webhooks). Answers 400 to what is not a JSON object, and 401 to a missing or wrong secret.
 */
@Injectable()
export class WebhookSecretGuard implements CanActivate {
  constructor(
    @Inject(OVGC_OPTIONS) private readonly options: OvgcOptions,
    private readonly intake: WebhookIntake,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<WebhookRequest>();
    const { body } = request;
    if (typeof body !== 'object' || body === null || Array.isArray(body) || isForm(request)) {
      throw this.intake.unreadable('its body is not a JSON object sent as application/json');
    }
    const check = checkSecret(takeSecret(request), this.options.webhookSecret);
    if (check === 'right') return true;
    this.intake.reject(`secret_${check}`, `its webhook_secret is ${check}`);
    throw new UnauthorizedException(
      `The webhook_secret is ${check}. It must be the one saved with this endpoint in the OVGC dashboard.`,
    );
  }
}

/** A form holds only text: null and lists can't be told from other values. */
function isForm({ headers }: WebhookRequest): boolean {
  return /^application\/x-www-form-urlencoded/i.test(String(headers?.['content-type']));
}
