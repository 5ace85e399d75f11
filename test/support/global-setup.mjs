import { once } from 'node:events';
import { createServer } from 'node:http';
import buildReference from '../../libs/sandbox/openapi/build.mjs';
import { buildScripts } from '../../libs/sandbox/scripts/build-pages.js';
import { buildPackages } from './packages.compile.mjs';

/** What suites share: made when the first of them asks for it, then handed to all of them. */
const shared = {
  packages: buildPackages,
  /** Resolves with the address of a Chromium. Each connection to it has its own contexts. */
  browser: async (executablePath) => {
    const { chromium } = await import('playwright-core');
    const server = await chromium.launchServer({ executablePath, args: browserOptions() });
    ends.push(() => server.close());
    return server.wsEndpoint();
  },
};

const made = new Map();
const ends = [];

/**
 * Builds the files that the sandbox serves even when it runs from its sources, then answers the suites, which run in
 * other processes; see `shared.ts`.
 */
export default async function setUp() {
  // The reference is recorded from a sandbox, which serves the scripts.
  await buildScripts();
  await buildReference();
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://localhost');
    const name = pathname.slice(1);
    if (!made.has(name)) made.set(name, shared[name](searchParams.get('argument') ?? undefined));
    made.get(name).then(
      (value) => response.end(value),
      (error) => response.writeHead(500).end(error.message),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  ends.push(() => server.close());
  process.env.SHARED_BY_SUITES = `http://127.0.0.1:${server.address().port}`;
}

export async function tearDown() {
  await Promise.all(ends.splice(0).map((end) => end()));
  made.clear();
}

function browserOptions() {
  return [
    // Chromium refuses to run as root with its sandbox on.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
}
