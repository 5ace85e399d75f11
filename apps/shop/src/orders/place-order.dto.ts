import { Transform, type TransformFnParams } from 'class-transformer';
import { IsEmail, IsIn } from 'class-validator';
import { CATALOG } from '../catalog/catalog.js';

const SKUS = CATALOG.map((product) => product.sku);

/** The body of `POST /orders`, as JSON or as a form. */
export class PlaceOrderDto {
  @IsIn(SKUS, { message: `sku must be one of ${SKUS.join(', ')}: GET /products lists them` })
  sku!: string;

  @Transform(trimmed)
  @IsEmail({}, { message: 'email must be an address such as ada@example.com' })
  email!: string;
}

function trimmed({ value }: TransformFnParams): unknown {
  const given: unknown = value;
  return typeof given === 'string' ? given.trim() : given;
}
