import cardValidator from 'card-validator';
import { TEST_CARDS } from './test-cards.js';

/** What the form must know of a brand to space its numbers and to ask for its security code. */
export interface CardBrand {
  readonly name: string;
  /** First digits of its numbers; a pair stands for a range of the same length. */
  readonly prefixes: readonly (number | readonly number[])[];
  /** A space follows each of these counts of digits: 4, 8, 12 spaces a number 4-4-4-4. */
  readonly gaps: readonly number[];
  readonly lengths: readonly number[];
  readonly codeLength: number;
}

const { getTypeInfo, types } = cardValidator.creditCardType;
const usedBrands = new Set<string>(Object.values(TEST_CARDS).map((card) => card.brand));

/** The brands that the test cards have. */
export const CARD_BRANDS: readonly CardBrand[] = Object.values(types)
  .map((type) => getTypeInfo(type))
  .filter((type) => usedBrands.has(type.niceType))
  .map(({ niceType, patterns, gaps, lengths, code }) => ({
    name: niceType,
    prefixes: patterns,
    gaps,
    lengths,
    codeLength: code.size,
  }));

/** The gaps in the numbers of a brand; none are told of a brand that no test card has. */
export function gapsOf(brand: string): readonly number[] | undefined {
  return CARD_BRANDS.find(({ name }) => name === brand)?.gaps;
}
