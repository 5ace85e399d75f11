import { Body, Controller, Get, Param, Post, Res, UseFilters, UseGuards } from '@nestjs/common';
import type { Response } from 'express';
import { CheckoutErrorFilter } from '../checkout-error.filter.js';
import { checkoutPath } from '../checkout.path.js';
import { sendReply } from '../checkout.reply.js';
import { OwnFormGuard } from '../own-form.guard.js';
import { ForceService } from './force.service.js';

/** What the buttons of the test bar are sent to. */
@Controller('checkout/:checkoutId/force')
@UseFilters(CheckoutErrorFilter)
@UseGuards(OwnFormGuard)
export class ForceController {
  constructor(private readonly forcing: ForceService) {}

  @Post()
  async force(
    @Param('checkoutId') id: string,
    @Body('outcome') outcome: unknown,
    @Res() response: Response,
  ): Promise<void> {
    sendReply(response, await this.forcing.force(id, outcome));
  }

  /** Its address opened by hand or from the history leads to the page. */
  @Get()
  backToPage(@Param('checkoutId') checkoutId: string, @Res() response: Response): void {
    sendReply(response, { kind: 'redirect', location: checkoutPath({ checkoutId }) });
  }
}
