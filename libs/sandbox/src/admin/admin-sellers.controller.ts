import { Body, HttpCode, Param, Post } from '@nestjs/common';
import { AnswerField, SellerEndpoints } from '../control/sellers.controller.js';
import type { ApiKey, Seller } from '../sellers/seller.js';
import { NewApiKey, NewSeller } from '../sellers/seller.fields.js';
import { AdminController } from './admin-controller.js';

/** Answers 200 where the control API answers 201. */
@AdminController('sellers')
export class AdminSellersController extends SellerEndpoints {
  @Post()
  @HttpCode(200)
  @AnswerField('seller')
  override create(@Body() seller: NewSeller): Promise<Seller> {
    return super.create(seller);
  }

  @Post(':id/api-keys')
  @HttpCode(200)
  @AnswerField('api_key')
  override createKey(@Param('id') id: string, @Body() key: NewApiKey): Promise<ApiKey> {
    return super.createKey(id, key);
  }
}
