import { Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { HomeController } from './home.controller.js';
import { PageExceptionFilter } from './exception.filter.js';

@Module({
  controllers: [HomeController],
  providers: [{ provide: APP_FILTER, useClass: PageExceptionFilter }],
})
export class PagesModule {}
