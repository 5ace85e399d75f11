import { VIEWS } from '../dashboard.path.js';
import { Field } from '../frame/field.js';
import { Problem } from '../frame/problem.js';
import type { BodyField, TriggerForm } from './trigger.form.js';
import { BODY_FIELDS } from './trigger.form.js';
import { TRIGGER_PATH } from './webhooks.path.js';

export interface TriggerPageProps {
  readonly form: TriggerForm;
  /** Transactions to choose from. */
  readonly transactions: readonly { readonly transactionId: string; readonly orderUuid: string }[];
  readonly problem: string | null;
  readonly moreProblem: string | undefined;
}

/** Sends a webhook at once, true or made up. */
export function TriggerPage({ form, transactions, problem, moreProblem }: TriggerPageProps) {
  return (
    <>
      <p class="crumb">
        <a href={VIEWS.webhooks.path}>Webhooks</a>
      </p>
      <div class="head">
        <h1>Trigger a webhook</h1>
      </div>
      <p class="lead">
        It leaves at once and its answer is in the log. It may say what it likes: no payment changes
        by it.
      </p>
      <Problem text={problem} />
      <form class="form" method="post" action={TRIGGER_PATH}>
        <div class="panel form">
          <Field
            id="event"
            label="Event"
            hint="payment.succeeded, payment.declined, or another word to try"
          >
            {(control) => (
              <>
                <input
                  {...control}
                  name="event"
                  list="events"
                  required
                  value={form.event}
                  autocomplete="off"
                  spellcheck={false}
                />
                <datalist id="events">
                  <option value="payment.succeeded" />
                  <option value="payment.declined" />
                </datalist>
              </>
            )}
          </Field>
          <Field
            id="transaction"
            label="Transaction"
            hint="One of yours, or any other. Left empty, one is made up."
          >
            {(control) => (
              <>
                <input
                  {...control}
                  name="transaction_id"
                  list="transactions"
                  value={form.transactionId}
                  autocomplete="off"
                  spellcheck={false}
                />
                <datalist id="transactions">
                  {transactions.map(({ transactionId, orderUuid }) => (
                    <option key={transactionId} value={transactionId}>
                      {orderUuid}
                    </option>
                  ))}
                </datalist>
              </>
            )}
          </Field>
        </div>
        <Overrides form={form} moreProblem={moreProblem} />
        <div class="buttons">
          <button class="button button-primary">Send it</button>
        </div>
      </form>
    </>
  );
}

/** What the gateway would say in each field. */
const USUAL: Readonly<Record<BodyField, string>> = {
  webhook_secret: 'the endpoint’s secret',
  success: 'true for payment.succeeded, else false',
  transaction_id: 'the transaction',
  customer_email: 'the payment’s e-mail',
  payment_status: 'the event',
};

function Overrides({ form, moreProblem }: Pick<TriggerPageProps, 'form' | 'moreProblem'>) {
  const isChanged =
    Object.keys(form.overrides).length > 0 || form.omit.length > 0 || form.more !== '';
  return (
    <details class="panel" open={isChanged}>
      <summary>
        <strong>Change the body</strong>{' '}
        <span class="soft">another secret, a missing field, fields that contradict each other</span>
      </summary>
      <fieldset class="form overrides">
        <legend class="visually-hidden">Fields of the body</legend>
        {BODY_FIELDS.map((field) => (
          <div class="line" key={field}>
            <Field id={`set-${field}`} label={field}>
              {(control) => (
                <input
                  {...control}
                  name={`set_${field}`}
                  placeholder={USUAL[field]}
                  value={form.overrides[field]}
                  autocomplete="off"
                  spellcheck={false}
                />
              )}
            </Field>
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
