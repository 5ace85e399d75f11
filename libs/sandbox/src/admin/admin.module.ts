import { Module } from '@nestjs/common';
import { JwtModule } from '@nestjs/jwt';
import { randomBytes } from 'node:crypto';
import { AdminLoginController } from './admin-login.controller.js';
import { AdminPaymentsController } from './admin-payments.controller.js';
import { AdminSellersController } from './admin-sellers.controller.js';
import { AdminGuard } from './admin.guard.js';
import { AdminTokens } from './admin.tokens.js';

/** The gateway's endpoints for those who run it. */
@Module({
  imports: [
    JwtModule.registerAsync({
      useFactory: () => ({
        secret: randomBytes(32).toString('base64'),
        signOptions: { algorithm: 'HS256' as const },
        verifyOptions: { algorithms: ['HS256' as const] },
      }),
    }),
  ],
  controllers: [AdminLoginController, AdminSellersController, AdminPaymentsController],
  providers: [AdminGuard, AdminTokens],
})
export class AdminModule {}
