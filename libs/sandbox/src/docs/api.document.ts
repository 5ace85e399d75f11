import type { INestApplication } from '@nestjs/common';
import type { OpenAPIObject, OperationObject, PathItemObject, PathsObject } from '@nestjs/swagger';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { VERSION } from '../version.js';
import { introduction } from './introduction.js';
import { operationId } from './operation.js';
import { adminSellerOperations } from './operations/admin-sellers.operations.js';
import { adminLoginOperations } from './operations/admin-login.operations.js';
import { clockOperations } from './operations/clock.operations.js';
import { faultOperations } from './operations/faults.operations.js';
import {
  orderStatusOperations,
  paymentRequestOperations,
} from './operations/gateway.operations.js';
import { adminPaymentOperations, paymentOperations } from './operations/payments.operations.js';
import { sellerOperations } from './operations/sellers.operations.js';
import {
  healthOperations,
  resetOperations,
  settingsOperations,
} from './operations/settings.operations.js';
import { triggerOperations, webhookOperations } from './operations/webhooks.operations.js';
import { controlSchemas } from './schemas/control.schemas.js';
import { gatewaySchemas } from './schemas/gateway.schemas.js';
import { paymentSchemas } from './schemas/payment.schemas.js';
import { sellerSchemas } from './schemas/seller.schemas.js';
import { webhookSchemas } from './schemas/webhook.schemas.js';
import { TAGS } from './tags.js';
import { webhooks } from './webhook.description.js';

/** In the order in which they are shown. */
const SECTIONS = [
  paymentRequestOperations,
  orderStatusOperations,
  triggerOperations,
  webhookOperations,
  clockOperations,
  faultOperations,
  paymentOperations,
  sellerOperations,
  settingsOperations,
  resetOperations,
  adminLoginOperations,
  adminSellerOperations,
  adminPaymentOperations,
  healthOperations,
];

/**
 * The reference of everything that a program can ask of the sandbox, as OpenAPI 3.1. The routes are the app's own; what
 * is not described, such as the pages, is left out.
 *
 * @param origin where the sandbox is reached.
 */
export function apiDocument(app: INestApplication, origin: string): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('ovgc-sandbox')
    .setVersion(VERSION)
    .setDescription(introduction(origin))
    .addApiKey({ type: 'apiKey', in: 'header', name: 'x-api-key' }, 'apiKey')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' }, 'admin');
  for (const [tag, description] of Object.entries(TAGS)) builder.addTag(tag, description);
  const config = builder.build();
  const { paths } = SwaggerModule.createDocument(app, config, { operationIdFactory: operationId });
  return {
    ...config,
    paths: describedPaths(paths),
    webhooks,
    components: {
      ...config.components,
      schemas: {
        ...gatewaySchemas,
        ...webhookSchemas,
        ...controlSchemas,
        ...paymentSchemas,
        ...sellerSchemas,
      },
    },
  };
}

/** The app's own routes, each with what is said of it, in the order of the sections. */
function describedPaths(paths: PathsObject): PathsObject {
  const routes = new Map(
    Object.entries(paths).flatMap(([path, item]) =>
      Object.entries(item as Record<string, OperationObject>).map(
        ([method, { operationId: id = '' }]) => [id, { path, method }] as const,
      ),
    ),
  );
  const described: Record<string, PathItemObject> = {};
  for (const [id, operation] of SECTIONS.flatMap((section) => [...section])) {
    const route = routes.get(id);
    if (route === undefined) throw new Error(`The reference describes ${id}, which has no route.`);
    described[route.path] = {
      ...described[route.path],
      [route.method]: { operationId: id, ...operation },
    };
  }
  return described;
}
