import {
  Body,
  Controller,
  Get,
  Header,
  Param,
  Post,
  Res,
  UseFilters,
  UseGuards,
} from '@nestjs/common';
import type { Response } from 'express';
import { readCardEntry } from '../cards/card-entry.js';
import { CheckoutErrorFilter } from './checkout-error.filter.js';
import { checkoutPath } from './checkout.path.js';
import { sendReply } from './checkout.reply.js';
import { CheckoutService } from './checkout.service.js';
import type { CheckoutNow } from './checkout.state.js';
import { OwnFormGuard } from './own-form.guard.js';

/** The hosted checkout page and what its forms do. */
@Controller('checkout/:checkoutId')
@UseFilters(CheckoutErrorFilter)
@UseGuards(OwnFormGuard)
export class CheckoutController {
  constructor(private readonly checkout: CheckoutService) {}

  @Get()
  async show(@Param('checkoutId') id: string, @Res() response: Response): Promise<void> {
    sendReply(response, await this.checkout.show(id));
  }

  @Get('state')
  @Header('Cache-Control', 'no-store')
  state(@Param('checkoutId') id: string): Promise<CheckoutNow> {
    return this.checkout.stateOf(id);
  }

  @Post('pay')
  async pay(
    @Param('checkoutId') id: string,
    @Body() body: unknown,
    @Res() response: Response,
  ): Promise<void> {
    sendReply(response, await this.checkout.pay(id, readCardEntry(body)));
  }

  @Post('cancel')
  async cancel(@Param('checkoutId') id: string, @Res() response: Response): Promise<void> {
    sendReply(response, await this.checkout.cancel(id));
  }

  /** An action's address opened by hand or from the history leads to the page. */
  @Get(['pay', 'cancel'])
  backToPage(@Param('checkoutId') checkoutId: string, @Res() response: Response): void {
    sendReply(response, { kind: 'redirect', location: checkoutPath({ checkoutId }) });
  }
}
