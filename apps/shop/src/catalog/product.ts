/** Something the shop sells. */
export interface Product {
  readonly sku: string;
  readonly title: string;
  /** Exact decimal in major units, such as `19.99`. */
  readonly amount: string;
  readonly description: string;
  /** Inks, size and edition, in a line. */
  readonly format: string;
  /** Path of its picture. */
  readonly image: string;
  /** What the picture shows, for who doesn't see it. */
  readonly imageText: string;
}

/** A product as `GET /products` answers it. */
export interface ProductJson {
  readonly sku: string;
  readonly title: string;
  /** In major units. */
  readonly amount: number;
}

export function productJson({ sku, title, amount }: Product): ProductJson {
  return { sku, title, amount: Number(amount) };
}
