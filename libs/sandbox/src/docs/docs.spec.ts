import { SandboxOptions } from '../sandbox.options.js';
import type { SandboxServer } from '../server/sandbox.server.js';
import { startServer } from '../server/sandbox.server.js';
import { ApiReference } from './api-reference.js';

/** What is drawn for people, and needs no description: pages, what they load, and their forms. */
const PAGES = /^\/(?:$|assets|dashboard|checkout|docs)(?:\/|$)/;

let server: SandboxServer;

beforeAll(async () => {
  server = await startServer(new SandboxOptions({}));
});
afterAll(() => server.app.close());

/** Every route that Express has. */
function routesOfApp(): string[] {
  const { stack } = server.app.getHttpAdapter().getInstance().router;
  return stack.flatMap(({ route }) =>
    route === undefined || PAGES.test(route.path)
      ? []
      : route.stack.map(({ method }) => `${method} ${route.path.replaceAll(/:(\w+)/g, '{$1}')}`),
  );
}

describe('the API document', () => {
  it('describes every route that the app has for programs, and no other', async () => {
    const { paths } = JSON.parse(await server.app.get(ApiReference).document()) as {
      readonly paths: Readonly<Record<string, object>>;
    };
    const described = Object.entries(paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method} ${path}`),
    );
    const routes = routesOfApp();
    expect(routes).toContain('post /backend/api/payment-request-api');
    expect(described.toSorted()).toEqual(routes.toSorted());
  });
});
