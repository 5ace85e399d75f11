import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { createHash, timingSafeEqual } from 'node:crypto';
import { GatewayRefusal } from '../gateway-api/gateway.refusal.js';
import { SandboxOptions } from '../sandbox.options.js';
import { AdminLogin, readAdminBody } from './admin.fields.js';
import { AdminTokens, TOKEN_LIFE_SECONDS } from './admin.tokens.js';

/** `/backend/api/admin/login`: a token for the other admin endpoints. */
@Controller('backend/api/admin/login')
export class AdminLoginController {
  constructor(
    private readonly options: SandboxOptions,
    private readonly tokens: AdminTokens,
  ) {}

  @Post()
  @HttpCode(200)
  async login(@Body() body: unknown) {
    const { email, password } = readAdminBody(body, AdminLogin);
    const { adminEmail, adminPassword } = this.options;
    // Both are compared whatever comes of the first, so that the time it takes tells neither.
    const isRight = [equal(email, adminEmail), equal(password, adminPassword)].every(Boolean);
    if (!isRight) throw new GatewayRefusal(401, 'Unauthorized');
    const token = await this.tokens.issue();
    return { status: true, token, token_type: 'Bearer', expires_in: TOKEN_LIFE_SECONDS };
  }
}

function equal(given: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(right));
}
