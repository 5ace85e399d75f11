import type { Sandbox } from '../../sandbox.js';
import { createSandbox } from '../../sandbox.js';
import { banner } from './banner.js';
import { cannotStart, CommandError } from '../command.error.js';
import { colouredLine } from './journal.colours.js';
import { startProblem } from './start.problem.js';
import type { Environment, Shell } from '../shell.js';
import type { StartFlags, StartSettings } from './start.settings.js';
import { readStartSettings } from './start.settings.js';
import { processTerminal } from '../terminal.js';

const LONGEST_GOODBYE_MS = 5_000;

/** How a sandbox is started from a shell. */
export interface ServiceStart extends Shell {
  /** Null where there is no command line. */
  readonly flags: (StartFlags & { readonly quiet?: boolean | undefined }) | null;
}

/**
 * Starts the sandbox and tells the terminal of it, and from then on of each call and each webhook.
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
    terminal.log(banner(sandbox, endpointOf(sandbox, settings), settings, terminal.paint));
    return sandbox;
  } catch (error) {
    const reason = startProblem(error, settings);
    throw reason === null ? error : cannotStart(reason);
  }
}

/** Where webhooks go; to the shop on this machine, if nobody has said anything else. */
function endpointOf(sandbox: Sandbox, settings: StartSettings): string {
  const { webhookUrl } = sandbox.sellers.get('default');
  if (webhookUrl !== null) return webhookUrl;
  sandbox.setWebhookUrl(settings.shopWebhookUrl);
  return settings.shopWebhookUrl;
}

/** Starts a sandbox; resolves once a signal has stopped it. */
export async function runUntilStopped(start: () => Promise<Sandbox>): Promise<void> {
  // Heard from before it says that it runs: who reads that may stop it at once.
  const stopped = stopSignal();
  const sandbox = await start();
  await stopped;
  await sandbox.close();
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => {
      setTimeout(() => process.exit(1), LONGEST_GOODBYE_MS).unref();
      resolve();
    };
    // A terminal and npm may both pass Ctrl-C on, so a second one must not cut the first one's goodbye short.
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
  });
}

/**
 * Runs the sandbox as a service of its own process, as the environment says: it prints where it is, then a line for
 * each call and each webhook, until SIGINT or SIGTERM stops it. When it cannot start, the exit code is 1 and one line
 * says why.
 *
 * @param env such as `process.env`; the README lists the variables.
 */
export async function runService(env: Environment): Promise<void> {
  const terminal = processTerminal();
  try {
    await runUntilStopped(() => startService({ env, flags: null, terminal }));
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    terminal.error(error.message);
    process.exitCode = 1;
  }
}
