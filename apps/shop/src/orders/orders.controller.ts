import {
  Body,
  Controller,
  Get,
  Header,
  HttpStatus,
  Param,
  Post,
  Query,
  Res,
  Sse,
  ValidationPipe,
  type MessageEvent,
} from '@nestjs/common';
import type { Response } from 'express';
import type { Payment } from 'nestjs-ovgc';
import { map, type Observable } from 'rxjs';
import { ShopClock } from '../clock/shop.clock.js';
import { AnswerFormat, type Format } from '../pages/answer.format.js';
import { OrderPage } from '../pages/order.page.js';
import { OrdersPage } from '../pages/orders.page.js';
import { renderPage } from '../pages/page.renderer.js';
import { withHeartbeat } from './heartbeat.js';
import { orderJson, type OrderJson } from './order.js';
import { InvalidOrderException } from './orders.exceptions.js';
import { OrdersService } from './orders.service.js';
import { PlaceOrderDto } from './place-order.dto.js';

const LISTED_ORDERS = 100;
const HEARTBEAT_MS = 15_000;

const validOrder = new ValidationPipe({
  transform: true,
  validationError: { target: true },
  exceptionFactory: (errors) => new InvalidOrderException(errors),
});

/** Orders, for browsers and programs: each route answers with a page or JSON, see {@link AnswerFormat}. */
@Controller('orders')
export class OrdersController {
  constructor(
    private readonly orders: OrdersService,
    private readonly clock: ShopClock,
  ) {}

  @Post()
  async place(
    @Body(validOrder) order: PlaceOrderDto,
    @AnswerFormat() format: Format,
    @Res() response: Response,
  ): Promise<void> {
    sendToCheckout(await this.orders.place(order), format, response);
  }

  @Post(':orderUuid/pay')
  async pay(
    @Param('orderUuid') orderUuid: string,
    @AnswerFormat() format: Format,
    @Res() response: Response,
  ): Promise<void> {
    sendToCheckout(await this.orders.pay(orderUuid), format, response);
  }

  @Post(':orderUuid/retry')
  async retry(
    @Param('orderUuid') orderUuid: string,
    @AnswerFormat() format: Format,
    @Res() response: Response,
  ): Promise<void> {
    sendToCheckout(await this.orders.retry(orderUuid), format, response);
  }

  @Get()
  @Header('Cache-Control', 'no-store')
  @Header('Vary', 'Accept')
  async list(@AnswerFormat() format: Format): Promise<string | OrderJson[]> {
    const orders = await this.orders.newest(LISTED_ORDERS);
    return format === 'page' ? renderPage(OrdersPage, { orders }) : orders.map(orderJson);
  }

  @Get(':orderUuid')
  @Header('Cache-Control', 'no-store')
  @Header('Vary', 'Accept')
  async show(
    @Param('orderUuid') orderUuid: string,
    @Query('cancelled') cancelled: string | undefined,
    @AnswerFormat() format: Format,
  ): Promise<string | OrderJson> {
    const order = await this.orders.get(orderUuid);
    if (format === 'json') return orderJson(order);
    // It comes from the browser, so it only chooses the text of the page.
    const cameBackUnpaid = cancelled !== undefined;
    return renderPage(OrderPage, { order, cameBackUnpaid, now: this.clock.now() });
  }

  /** The order's JSON at once, then at each change. */
  @Sse(':orderUuid/events')
  events(@Param('orderUuid') orderUuid: string): Observable<MessageEvent> {
    return this.orders.watch(orderUuid).pipe(
      map((order) => ({ data: orderJson(order) })),
      withHeartbeat(HEARTBEAT_MS),
    );
  }
}

function sendToCheckout(payment: Payment, format: Format, response: Response): void {
  const { orderUuid, url: checkoutUrl } = payment;
  if (format === 'page') {
    response.redirect(HttpStatus.SEE_OTHER, checkoutUrl);
  } else {
    response
      .status(HttpStatus.CREATED)
      .location(`/orders/${orderUuid}`)
      .json({ orderUuid, checkoutUrl });
  }
}
