import { Controller, Get } from '@nestjs/common';
import { CATALOG } from './catalog.js';
import { productJson, type ProductJson } from './product.js';

@Controller('products')
export class CatalogController {
  @Get()
  list(): ProductJson[] {
    return CATALOG.map((product) => productJson(product));
  }
}
