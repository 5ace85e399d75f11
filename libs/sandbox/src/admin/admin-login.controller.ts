import { Body, Controller, HttpCode, Post, UsePipes } from '@nestjs/common';
import { IsString } from 'class-validator';
import { isSame } from '../access/password.js';
import { GatewayRefusal } from '../gateway-api/gateway.refusal.js';
import { SandboxOptions } from '../sandbox.options.js';
import { adminPipe } from './admin-controller.js';
import { AdminTokens, TOKEN_LIFE_SECONDS } from './admin.tokens.js';

/** What an admin logs in with. */
export class AdminLogin {
  /** Printed when the sandbox starts. */
  @IsString({ message: 'must be a text, as printed when the sandbox starts.' })
  readonly email!: string;

  /** Printed when the sandbox starts. */
  @IsString({ message: 'must be a text, as printed when the sandbox starts.' })
  readonly password!: string;
}

export interface AdminToken {
  readonly status: true;
  /** A JWT. */
  readonly token: string;
  /** How to send it. */
  readonly token_type: 'Bearer';
  /** How long it is valid, in seconds. */
  readonly expires_in: number;
}

@Controller('backend/api/admin/login')
@UsePipes(adminPipe)
export class AdminLoginController {
  constructor(
    private readonly options: SandboxOptions,
    private readonly tokens: AdminTokens,
  ) {}

  /**
   * Log in.
   *
   * The other admin endpoints take the token as `Authorization: Bearer …`. It is valid for an hour of the sandbox’s
   * clock.
   *
   * @returns A token.
   * @throws {200} The field that is missing or invalid.
   * @throws {401} The email address or password is wrong.
   */
  @Post()
  @HttpCode(200)
  async login(@Body() { email, password }: AdminLogin): Promise<AdminToken> {
    const { adminEmail, adminPassword } = this.options;
    // Both are always compared, so that the time it takes says nothing about either.
    const isRight = [isSame(email, adminEmail), isSame(password, adminPassword)].every(Boolean);
    if (!isRight) throw new GatewayRefusal(401, 'Unauthorized');
    const token = await this.tokens.issue();
    return { status: true, token, token_type: 'Bearer', expires_in: TOKEN_LIFE_SECONDS };
  }
}
