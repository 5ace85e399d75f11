import {
  storedAnswer,
  storedBody,
  SECRET_PLACEHOLDER,
  sentBody,
  webhookBody,
} from './webhook.body.js';

const secret = 'whsec_"quoted"_$&';

describe('the body of a webhook', () => {
  it('is, byte for byte, the one in the gateway’s documentation', () => {
    const body = webhookBody('payment.succeeded', 'invoice_67d2a3f8b12e1', 'customer@example.com');
    expect(sentBody(storedBody(body, 's3cret'), 's3cret').toString()).toBe(
      '{"webhook_secret":"s3cret","success":true,"transaction_id":"invoice_67d2a3f8b12e1","customer_email":"customer@example.com","payment_status":"payment.succeeded"}',
    );
  });

  it('has no success in any status but payment.succeeded', () => {
    expect(webhookBody('payment.declined', 'invoice_1', 'a@b.c').success).toBe(false);
    expect(webhookBody('payment.refunded', 'invoice_1', 'a@b.c').success).toBe(false);
  });

  it('is kept without the secret, wherever in it that stood', () => {
    const body = { data: [{ webhook_secret: secret }], note: `<${secret}>`, [secret]: 1 };
    const kept = storedBody(body, secret);
    expect(kept).not.toContain('whsec_');
    expect(JSON.parse(sentBody(kept, secret).toString())).toEqual(body);
  });

  it('gives the same bytes each time it is sent', () => {
    const body = { z: 1, webhook_secret: secret, a: { b: [secret, null, 1.5] } };
    const kept = storedBody(body, secret);
    expect(sentBody(kept, secret)).toEqual(Buffer.from(JSON.stringify(body)));
    expect(sentBody(kept, secret)).toEqual(sentBody(kept, secret));
  });
});

describe('an endpoint’s answer', () => {
  it('is kept without the secret, also as it stands in JSON', () => {
    const echo = `${secret} and ${JSON.stringify({ webhook_secret: secret })}`;
    const kept = storedAnswer(echo, secret);
    expect(kept).not.toContain('whsec_');
    expect(kept).toContain(SECRET_PLACEHOLDER);
  });

  it('is cut to 1,000 characters, after the secret has gone', () => {
    const answer = storedAnswer(`${'x'.repeat(990)}${secret}`, secret);
    expect(answer).toHaveLength(1_000);
    expect(answer).not.toContain('whsec');
  });
});
