import { Body, Get, Post, Query } from '@nestjs/common';
import { Trigger } from '../../control/trigger.service.js';
import { Field } from '../../pages/field.js';
import type { Redirect } from '../../pages/reply.js';
import { PaymentsService } from '../../payments/payments.service.js';
import { TRIGGER_PATH, VIEWS, webhookPath } from '../dashboard.path.js';
import { DashboardController } from '../frame/dashboard-controller.js';
import { FormFields } from '../frame/form-fields.js';
import { FormField, PostForm, Problem, useField } from '../frame/form.js';
import { Head } from '../frame/parts.js';
import { redirectTo, submit, View } from '../frame/view.js';
import { BODY_FIELDS, MORE_PROBLEM, triggerRequest } from './trigger.form.js';

/** `/dashboard/webhooks/trigger`: sends a webhook at once, true or made up. */
@DashboardController(TRIGGER_PATH)
export class DashboardTriggerController {
  constructor(
    private readonly payments: PaymentsService,
    private readonly trigger: Trigger,
  ) {}

  @Get()
  async form(@Query() fields: FormFields): Promise<View> {
    const transactions = await this.payments.list({ limit: 20 });
    const page = <TriggerPage fields={fields} transactions={transactions} />;
    return new View('webhooks', 'Trigger a webhook', page);
  }

  @Post()
  fire(@Body() fields: FormFields): Promise<View | Redirect> {
    return submit(
      () => this.trigger.fire(triggerRequest(fields)),
      ({ id }) => redirectTo(webhookPath(id), 'triggered'),
      () => this.form(fields),
    );
  }
}

export interface TriggerPageProps {
  /** What the form contains: from the address, or as it was rejected. */
  readonly fields: FormFields;
  /** Transactions to choose from. */
  readonly transactions: readonly { readonly transactionId: string; readonly orderUuid: string }[];
}

/** Sends a webhook at once, true or made up. */
function TriggerPage({ fields, transactions }: TriggerPageProps) {
  const blame = (problem: string) => (problem === MORE_PROBLEM ? 'more' : null);
  return (
    <>
      <Head
        title="Trigger a webhook"
        crumb={VIEWS.webhooks}
        lead="Sends a webhook immediately and logs the response. It can contain anything, and does not change any payment."
      />
      <Problem except={MORE_PROBLEM} />
      <PostForm class="form" action={TRIGGER_PATH} blame={blame}>
        <div class="panel form">
          <FormField
            id="event"
            label="Event"
            hint="payment.succeeded, payment.declined, or any other word"
            list="events"
            required
            value={fields.given('event') ?? 'payment.succeeded'}
          >
            <datalist id="events">
              <option value="payment.succeeded" />
              <option value="payment.declined" />
            </datalist>
          </FormField>
          <FormField
            id="transaction"
            name="transaction_id"
            label="Transaction"
            hint="One of yours, or any other. If empty, one is made up."
            list="transactions"
            value={fields.text('transaction_id')}
          >
            <datalist id="transactions">
              {transactions.map(({ transactionId, orderUuid }) => (
                <option key={transactionId} value={transactionId}>
                  {orderUuid}
                </option>
              ))}
            </datalist>
          </FormField>
        </div>
        <Overrides fields={fields} />
        <div class="buttons">
          <button class="button button-primary">Send webhook</button>
        </div>
      </PostForm>
    </>
  );
}

function Overrides({ fields }: { readonly fields: FormFields }) {
  const more = useField('more', fields.text('more'));
  const names = Object.keys(BODY_FIELDS).flatMap((name) => [`set_${name}`, `omit_${name}`]);
  const isChanged = ['more', ...names].some((name) => fields.given(name) !== undefined);
  return (
    <details class="panel" open={isChanged}>
      <summary>
        <strong>Change the body</strong>{' '}
        <span class="soft">wrong secret, missing fields, contradicting fields</span>
      </summary>
      <fieldset class="form overrides">
        <legend class="visually-hidden">Fields of the body</legend>
        {Object.entries(BODY_FIELDS).map(([name, usual]) => (
          <div class="line" key={name}>
            <FormField
              id={`set_${name}`}
              label={name}
              placeholder={usual}
              value={fields.text(`set_${name}`)}
            />
            <label class="tick">
              <input
                type="checkbox"
                name={`omit_${name}`}
                aria-label={`Leave out ${name}`}
                checked={fields.has(`omit_${name}`)}
              />
              Leave out
            </label>
          </div>
        ))}
        <Field id="more" label="More fields" hint="A JSON object" problem={more.problem}>
          {(control) => (
            <textarea {...control} name="more" rows={3} spellcheck={false}>
              {more.value}
            </textarea>
          )}
        </Field>
      </fieldset>
    </details>
  );
}
