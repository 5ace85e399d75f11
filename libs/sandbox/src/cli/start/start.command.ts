import type { Command } from 'commander';
import type { Sandbox } from '../../sandbox.js';
import type { Shell } from '../shell.js';
import type { StartFlags } from './start.settings.js';

interface Flags extends StartFlags {
  readonly open?: boolean;
  readonly quiet?: boolean;
}

/** `start`: the sandbox itself, until it is stopped. */
export function addStartCommand(program: Command, shell: Shell): Command {
  return program
    .command('start')
    .description('start a sandbox (what "ovgc-sandbox" alone does)')
    .option('--port <number>', 'port to listen on, 0 for any free one (SANDBOX_PORT, or 4010)')
    .option('--host <address>', 'address to bind to (HOST, or 127.0.0.1)')
    .option('--webhook-url <url>', 'where webhooks go (WEBHOOK_URL, or the shop on port 3000)')
    .option('--seed <file>', 'JSON file with sellers, keys and endpoints (SEED_FILE)')
    .option('--data <folder>', 'keep the state in a folder (DATA_DIR, or in memory)')
    .option('--no-retry-after-decline', 'a decline closes the payment (RETRY_AFTER_DECLINE=false)')
    .option('--open', 'open the dashboard in the browser')
    .option('--quiet', 'do not print a line per call and webhook')
    .action(async (flags: Flags) => {
      // Loaded only now: the other commands are done before a server would be.
      const { runUntilStopped, startService } = await import('./service.js');
      await runUntilStopped(async () => {
        const sandbox = await startService({ ...shell, flags });
        if (flags.open === true) await openDashboard(sandbox, shell);
        return sandbox;
      });
    });
}

async function openDashboard({ url }: Sandbox, { terminal }: Shell): Promise<void> {
  const dashboard = `${url}/dashboard`;
  const excuse = () => terminal.error(`No browser could be opened; the dashboard is ${dashboard}`);
  try {
    const { default: open } = await import('open');
    (await open(dashboard)).once('error', excuse);
  } catch {
    excuse();
  }
}
