import type { CardField } from '../../cards/card-problems.js';
import { CARD_PROBLEMS } from '../../cards/card-problems.js';
import { formatAmount } from '../../pages/amount.js';
import type { TextFieldProps } from '../../pages/field.js';
import { TextField } from '../../pages/field.js';
import { checkoutPath } from '../checkout.path.js';
import type { OpenPageProps } from './open-page.js';

/** The card's fields, in the order of the card. The number and the code always start empty. */
export function CardForm({ payment, now, problems, expiry, name }: OpenPageProps) {
  const field = (id: CardField): Pick<TextFieldProps, 'id' | 'required' | 'problem'> => {
    const problem = problems[id];
    return { id, required: true, problem: problem && CARD_PROBLEMS[problem] };
  };
  return (
    <form
      id="card-form"
      method="post"
      action={checkoutPath(payment, 'pay')}
      novalidate
      data-now={now.toISOString()}
      data-test-expiry={`12 / ${String((now.getUTCFullYear() + 3) % 100).padStart(2, '0')}`}
    >
      <TextField
        {...field('number')}
        class="field-number"
        label="Card number"
        autocomplete="cc-number"
        inputmode="numeric"
      >
        <span id="brand" class="brand" aria-live="polite" />
      </TextField>
      <div class="field-row">
        <TextField
          {...field('expiry')}
          label="Expiry date"
          hint="Month and year"
          autocomplete="cc-exp"
          inputmode="numeric"
          value={expiry}
        />
        <TextField
          {...field('code')}
          label="Security code"
          hint="3 digits, Amex 4"
          autocomplete="cc-csc"
          inputmode="numeric"
        />
      </div>
      <TextField {...field('name')} label="Name on card" autocomplete="cc-name" value={name} />
      <button class="button button-primary" type="submit">
        Pay {formatAmount(payment.amount)}
      </button>
    </form>
  );
}
