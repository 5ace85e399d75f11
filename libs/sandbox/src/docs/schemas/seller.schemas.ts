import type { SchemaObject } from '@nestjs/swagger';
import {
  component,
  flag,
  list,
  object,
  orNull,
  partial,
  snakeCased,
  text,
  time,
} from './schema.js';

const gatewayActive = flag('False answers each create call with 400 `Payment gateway inactive`.');
const minimumAmount = text('Less is answered with 400 `Invalid amount`. In major units, exact.');
const webhookUrl = orNull(text('Where webhooks go; null keeps them in the log as `no_endpoint`.'));
const webhookSecret = text('8 to 255 letters, digits and signs. Default: a random one.', {
  minLength: 8,
  maxLength: 255,
});
const name = text('Shown to customers; no other seller’s.', { maxLength: 100 });

const settings = {
  gatewayActive,
  minimumAmount: {
    type: ['string', 'number'],
    description: 'The least amount that can be paid: 0.01 or more, with two decimals at most.',
  },
  webhookUrl,
};

const apiKey = {
  id: text('To rotate or revoke it by.'),
  label: text('What it is for.'),
  key: text('The value of `api_key`; masked unless it is new or was asked for.'),
  createdAt: time('When it was made.'),
  lastUsedAt: orNull(time('When a call was last made with it, to the minute.')),
  revokedAt: orNull(time('Since when it is refused; null while it is valid.')),
};

const seller = {
  id: text('`default`, or `seller_…`.'),
  name,
  gatewayActive,
  minimumAmount,
  webhookUrl,
  webhookSecret: text('What its webhooks carry; masked unless it is new or was asked for.'),
  createdAt: time('When it was added.'),
};

const newSeller = { name, ...settings, webhookSecret };
const change = { name, ...settings };

/** Sellers as the control API has them, and in the gateway's spelling as the admin endpoints do. */
export const sellerSchemas = {
  ApiKey: object(apiKey),
  Seller: object({ ...seller, apiKeys: list(component('ApiKey')) }),
  NewSeller: { ...partial(newSeller), required: ['name'] },
  SellerChange: partial(change),
  SellerSettings: partial(settings),
  Settings: object({ gatewayActive, minimumAmount, webhookUrl }),
  NewApiKey: object({ label: text('What it is for, such as `CI`.', { maxLength: 100 }) }),
  NewWebhookSecret: partial({ webhookSecret }),
  WebhookSecret: object({ webhookSecret: text('The new one.') }),
  AdminApiKey: object(snakeCased(apiKey)),
  AdminSeller: object({ ...snakeCased(seller), api_keys: list(component('AdminApiKey')) }),
  NewAdminSeller: { ...partial(snakeCased(newSeller)), required: ['name'] },
  AdminSellerChange: partial(snakeCased(change)),
  NewAdminWebhookSecret: partial({ webhook_secret: webhookSecret }),
} satisfies Record<string, SchemaObject>;
