import {
  Body,
  Controller,
  Get,
  Header,
  Param,
  Post,
  UseFilters,
  UseGuards,
  UseInterceptors,
} from '@nestjs/common';
import { readCardEntry } from '../cards/card-entry.js';
import type { Reply } from '../pages/reply.js';
import { Redirect, ReplyInterceptor } from '../pages/reply.js';
import { CheckoutErrorFilter } from './checkout-error.filter.js';
import { checkoutPath } from './checkout.path.js';
import { CheckoutService } from './checkout.service.js';
import type { CheckoutNow } from './checkout.state.js';
import { OwnFormGuard } from './own-form.guard.js';

/** The hosted checkout page and its forms. */
@Controller('checkout/:checkoutId')
@UseFilters(CheckoutErrorFilter)
@UseGuards(OwnFormGuard)
@UseInterceptors(ReplyInterceptor)
export class CheckoutController {
  constructor(private readonly checkout: CheckoutService) {}

  @Get()
  show(@Param('checkoutId') id: string): Promise<Reply> {
    return this.checkout.show(id);
  }

  @Get('state')
  @Header('Cache-Control', 'no-store')
  state(@Param('checkoutId') id: string): Promise<CheckoutNow> {
    return this.checkout.stateOf(id);
  }

  @Post('pay')
  pay(@Param('checkoutId') id: string, @Body() body: unknown): Promise<Reply> {
    return this.checkout.pay(id, readCardEntry(body));
  }

  @Post('cancel')
  cancel(@Param('checkoutId') id: string): Promise<Reply> {
    return this.checkout.cancel(id);
  }

  /** The page on which a customer's bank asks for confirmation (3-D Secure). */
  @Get('challenge')
  showChallenge(@Param('checkoutId') id: string): Promise<Reply> {
    return this.checkout.showChallenge(id);
  }

  @Post('challenge')
  answerChallenge(
    @Param('checkoutId') id: string,
    @Body('answer') answer: unknown,
  ): Promise<Reply> {
    return this.checkout.answerChallenge(id, answer);
  }

  /** The buttons of the test bar. */
  @Post('force')
  force(@Param('checkoutId') id: string, @Body('outcome') outcome: unknown): Promise<Reply> {
    return this.checkout.force(id, outcome);
  }

  /** Opening the address of an action, by hand or from the history, leads to the page. */
  @Get(['pay', 'cancel', 'force'])
  backToPage(@Param('checkoutId') checkoutId: string): Reply {
    return new Redirect(checkoutPath({ checkoutId }));
  }
}
