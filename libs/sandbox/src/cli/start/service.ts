import type { Sandbox } from '../../sandbox.js';
import { SandboxOptionsError, SandboxStoreError } from '../../sandbox.errors.js';
import { createSandbox } from '../../sandbox.js';
import type { Environment, Shell } from '../shell.js';
import { cannotStart, CommandError, processTerminal } from '../shell.js';
import { banner } from './banner.js';
import { colouredLine } from './journal.colours.js';
import type { StartFlags, StartSettings } from './start.settings.js';
import { readStartSettings } from './start.settings.js';

const SHUTDOWN_TIMEOUT_MS = 5_000;

/** How a sandbox is started from a shell. */
export interface ServiceStart extends Shell {
  /** Null where there is no command line. */
  readonly flags: (StartFlags & { readonly quiet?: boolean | undefined }) | null;
}

/**
 * Starts the sandbox and prints its address, and then a line per call and webhook.
 *
 * @throws {CommandError} when it cannot start; the message says what to change.
 */
export async function startService({ env, flags, terminal }: ServiceStart): Promise<Sandbox> {
  const settings = readStartSettings(env, flags);
  const log = (line: string) => terminal.log(colouredLine(line, terminal.paint));
  try {
    const sandbox = await createSandbox({
      ...settings.options,
      log: flags?.quiet === true ? undefined : log,
    });
    if (sandbox.sellers.get('default').webhookUrl === null) {
      sandbox.setWebhookUrl(settings.shopWebhookUrl);
    }
    terminal.log(banner(sandbox, settings, terminal.paint));
    return sandbox;
  } catch (error) {
    const reason = startProblem(error, settings);
    throw reason === null ? error : cannotStart(reason);
  }
}

/** Why the sandbox cannot start, and what to change; null for an unexpected error. */
function startProblem(error: unknown, { options, names }: StartSettings): string | null {
  if (error instanceof SandboxOptionsError) return error.message;
  if (error instanceof SandboxStoreError) return `${error.message} The folder is ${names.dataDir}.`;
  const { port, host } = options;
  switch (error instanceof Error && 'code' in error ? error.code : undefined) {
    case 'EADDRINUSE':
      return `port ${port} is taken. Stop what listens there, or set ${names.port} to another port.`;
    case 'EACCES':
      return `port ${port} may not be used. Set ${names.port} to a port above 1023.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `this machine has no address "${host}". Set ${names.host} to one of its addresses, or leave it out.`;
    default:
      return null;
  }
}

/** Starts a sandbox; resolves once a signal has stopped it. */
export async function runUntilStopped(start: () => Promise<Sandbox>): Promise<void> {
  // Installed before the sandbox says that it runs, because whoever reads that may stop it at once.
  const stopped = stopSignal();
  const sandbox = await start();
  await stopped;
  await sandbox.close();
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => {
      setTimeout(() => process.exit(1), SHUTDOWN_TIMEOUT_MS).unref();
      resolve();
    };
    // A terminal and npm may both pass Ctrl-C on, so a second signal must not cut the shutdown short.
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
  });
}

/**
 * Runs the sandbox as the service of its own process. It prints its address, then a line per call and webhook, until
 * SIGINT or SIGTERM stops it. When it cannot start, it prints one line that says why and sets the exit code to 1.
 *
 * @param env such as `process.env`; the README lists the variables.
 */
export async function runService(env: Environment): Promise<void> {
  const terminal = processTerminal;
  try {
    await runUntilStopped(() => startService({ env, flags: null, terminal }));
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    terminal.error(error.message);
    process.exitCode = 1;
  }
}
