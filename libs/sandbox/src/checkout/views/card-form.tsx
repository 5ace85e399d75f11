import { CARD_BRANDS } from '../../cards/card-brand.js';
import type { CardProblems } from '../../cards/card-problem.js';
import { CARD_PROBLEMS } from '../../cards/card-problem.js';
import { formatAmount } from '../../pages/amount.js';
import type { Payment } from '../../payments/payment.js';
import type { FormRules } from '../browser/form-rules.js';
import { checkoutPath } from '../checkout.path.js';
import { CardFieldInput } from './card-field.js';

export interface CardFormProps {
  readonly payment: Payment;
  readonly now: Date;
  readonly problems: CardProblems;
  readonly expiry: string;
  readonly name: string;
}

/** The card's fields in the card's order. Number and code always start empty. */
export function CardForm({ payment, now, problems, expiry, name }: CardFormProps) {
  return (
    <form
      id="card-form"
      method="post"
      action={checkoutPath(payment, 'pay')}
      novalidate
      data-rules={JSON.stringify(formRules(now))}
      data-test-expiry={`12 / ${String((now.getUTCFullYear() + 3) % 100).padStart(2, '0')}`}
    >
      <CardFieldInput
        field="number"
        label="Card number"
        autocomplete="cc-number"
        isNumeric
        problem={problems.number}
      >
        <span id="brand" class="brand" aria-live="polite" />
      </CardFieldInput>
      <div class="field-row">
        <CardFieldInput
          field="expiry"
          label="Expiry date"
          hint="Month and year"
          autocomplete="cc-exp"
          isNumeric
          value={expiry}
          problem={problems.expiry}
        />
        <CardFieldInput
          field="code"
          label="Security code"
          hint="3 digits, Amex 4"
          autocomplete="cc-csc"
          isNumeric
          problem={problems.code}
        />
      </div>
      <CardFieldInput
        field="name"
        label="Name on card"
        autocomplete="cc-name"
        isNumeric={false}
        value={name}
        problem={problems.name}
      />
      <button class="button button-primary" type="submit">
        Pay {formatAmount(payment.amount)}
      </button>
    </form>
  );
}

function formRules(now: Date): FormRules {
  return {
    brands: CARD_BRANDS,
    problems: CARD_PROBLEMS,
    now: now.toISOString(),
  };
}
