import { Body, Controller, Get, Param, Post, Res, UseFilters, UseGuards } from '@nestjs/common';
import type { Response } from 'express';
import { CheckoutErrorFilter } from '../checkout-error.filter.js';
import { sendReply } from '../checkout.reply.js';
import { OwnFormGuard } from '../own-form.guard.js';
import { ChallengeService } from './challenge.service.js';

/** The page on which a customer's bank asks back (3-D Secure). */
@Controller('checkout/:checkoutId/challenge')
@UseFilters(CheckoutErrorFilter)
@UseGuards(OwnFormGuard)
export class ChallengeController {
  constructor(private readonly challenge: ChallengeService) {}

  @Get()
  async show(@Param('checkoutId') id: string, @Res() response: Response): Promise<void> {
    sendReply(response, await this.challenge.show(id));
  }

  @Post()
  async answer(
    @Param('checkoutId') id: string,
    @Body('answer') answer: unknown,
    @Res() response: Response,
  ): Promise<void> {
    sendReply(response, await this.challenge.answer(id, answer));
  }
}
