import type { Product } from './product.js';

/** What the shop's amounts are in (ISO 4217). The gateway isn't told: it is for people to read. */
export const CURRENCY = 'USD';

/** Everything the shop sells, in the order of the shop window. */
export const CATALOG: readonly Product[] = [
  {
    sku: 'night-heron',
    title: 'Night Heron',
    amount: '25.00',
    description: 'She stands at the weir until the last tram, and so did we to draw her.',
    format: 'Print, A3 · blue and fluorescent pink · edition of 120',
    image: '/assets/prints/night-heron.svg',
    imageText: 'A heron in blue ink before a large pink moon, standing among reeds.',
  },
  {
    sku: 'tide-tables',
    title: 'Tide Tables',
    amount: '19.99',
    description: 'A year by the sea on twelve postcards: one tide, one moon for each month.',
    format: 'Twelve postcards, A6 · teal and yellow · open edition',
    image: '/assets/prints/tide-tables.svg',
    imageText: 'Twelve small cards in rows, each with a moon in another phase over teal waves.',
  },
  {
    sku: 'allotment-almanac',
    title: 'Allotment Almanac',
    amount: '120.00',
    description: 'Our neighbours’ plots through the seasons, sewn, boxed and signed.',
    format: 'Portfolio of 24 prints, A4 · three inks · edition of 60',
    image: '/assets/prints/allotment-almanac.svg',
    imageText: 'The lid of a box with an orange sun over green rows of a vegetable garden.',
  },
];

/** The product with that sku; undefined when the shop doesn't sell it. */
export function findProduct(sku: string): Product | undefined {
  return CATALOG.find((product) => product.sku === sku);
}
