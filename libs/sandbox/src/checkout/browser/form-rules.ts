import type { CardBrand } from '../../cards/card-brand.js';
import type { CardProblem } from '../../cards/card-problem.js';

/** What the server hands to the form's script, as JSON in `data-rules`. */
export interface FormRules {
  readonly brands: readonly CardBrand[];
  readonly problems: Readonly<Record<CardProblem, string>>;
  /** The time by the sandbox's clock, ISO 8601. */
  readonly now: string;
}
