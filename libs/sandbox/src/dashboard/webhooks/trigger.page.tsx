import { Field, TextField } from '../../pages/field.js';
import { TRIGGER_PATH, VIEWS } from '../dashboard.path.js';
import { Head, Problem } from '../frame/parts.js';
import type { BodyField, TriggerForm } from './trigger.form.js';
import { BODY_FIELDS, MORE_PROBLEM } from './trigger.form.js';

export interface TriggerPageProps {
  readonly form: TriggerForm;
  /** Transactions to choose from. */
  readonly transactions: readonly { readonly transactionId: string; readonly orderUuid: string }[];
  readonly problem: string | null;
}

/** Sends a webhook at once, true or made up. */
export function TriggerPage({ form, transactions, problem }: TriggerPageProps) {
  const moreProblem = problem === MORE_PROBLEM ? problem : undefined;
  return (
    <>
      <Head
        title="Trigger a webhook"
        crumb={VIEWS.webhooks}
        lead="Sends a webhook immediately and logs the response. It can contain anything, and does not change any payment."
      />
      <Problem text={moreProblem === undefined ? problem : null} />
      <form class="form" method="post" action={TRIGGER_PATH}>
        <div class="panel form">
          <TextField
            id="event"
            label="Event"
            hint="payment.succeeded, payment.declined, or any other word"
            list="events"
            required
            value={form.event}
          >
            <datalist id="events">
              <option value="payment.succeeded" />
              <option value="payment.declined" />
            </datalist>
          </TextField>
          <TextField
            id="transaction"
            name="transaction_id"
            label="Transaction"
            hint="One of yours, or any other. If empty, one is made up."
            list="transactions"
            value={form.transactionId}
          >
            <datalist id="transactions">
              {transactions.map(({ transactionId, orderUuid }) => (
                <option key={transactionId} value={transactionId}>
                  {orderUuid}
                </option>
              ))}
            </datalist>
          </TextField>
        </div>
        <Overrides form={form} moreProblem={moreProblem} />
        <div class="buttons">
          <button class="button button-primary">Send webhook</button>
        </div>
      </form>
    </>
  );
}

/** What the gateway sends in each field. */
const USUAL: Readonly<Record<BodyField, string>> = {
  webhook_secret: 'the endpoint’s secret',
  success: 'true for payment.succeeded, else false',
  transaction_id: 'the transaction',
  customer_email: 'the payment’s email',
  payment_status: 'the event',
};

function Overrides(props: {
  readonly form: TriggerForm;
  readonly moreProblem?: string | undefined;
}) {
  const { form, moreProblem } = props;
  const isChanged =
    Object.keys(form.overrides).length > 0 || form.omit.length > 0 || form.more !== '';
  return (
    <details class="panel" open={isChanged}>
      <summary>
        <strong>Change the body</strong>{' '}
        <span class="soft">wrong secret, missing fields, contradicting fields</span>
      </summary>
      <fieldset class="form overrides">
        <legend class="visually-hidden">Fields of the body</legend>
        {BODY_FIELDS.map((field) => (
          <div class="line" key={field}>
            <TextField
              id={`set-${field}`}
              name={`set_${field}`}
              label={field}
              placeholder={USUAL[field]}
              value={form.overrides[field]}
            />
            <label class="tick">
              <input
                type="checkbox"
                name={`omit_${field}`}
                aria-label={`Leave out ${field}`}
                checked={form.omit.includes(field)}
              />
              Leave out
            </label>
          </div>
        ))}
        <Field id="more" label="More fields" hint="A JSON object" problem={moreProblem}>
          {(control) => (
            <textarea {...control} name="more" rows={3} spellcheck={false}>
              {form.more}
            </textarea>
          )}
        </Field>
      </fieldset>
    </details>
  );
}
