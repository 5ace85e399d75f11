import type { Command } from 'commander';
import type { Sandbox } from '../../sandbox.js';
import type { Shell } from '../shell.js';
import type { StartFlags } from './start.settings.js';

interface Flags extends StartFlags {
  readonly open?: boolean;
  readonly quiet?: boolean;
}

/** `start`: runs a sandbox until it is stopped. */
export function addStartCommand(program: Command, shell: Shell): Command {
  return program
    .command('start')
    .description('start a sandbox (same as "ovgc-sandbox" alone)')
    .option('--port <number>', 'port to listen on, 0 for any free one (SANDBOX_PORT, or 4010)')
    .option('--host <address>', 'address to bind to (HOST, or 127.0.0.1)')
    .option(
      '--password <text>',
      'for admins, and off this machine for all control (ADMIN_PASSWORD)',
    )
    .option('--webhook-url <url>', 'where to send webhooks (WEBHOOK_URL, or the shop on port 3000)')
    .option('--seed <file>', 'JSON file with sellers, keys and webhook URLs (SEED_FILE)')
    .option('--data <folder>', 'keep the state in a folder (DATA_DIR, or in memory)')
    .option('--no-retry-after-decline', 'a decline closes the payment (RETRY_AFTER_DECLINE=false)')
    .option('--open', 'open the dashboard in the browser')
    .option('--quiet', 'do not print a line per call and webhook')
    .action(async (flags: Flags) => {
      // Loaded only here, because the other commands do not need a server.
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
  const failed = () => terminal.error(`No browser could be opened; the dashboard is ${dashboard}`);
  try {
    const { default: open } = await import('open');
    (await open(dashboard)).once('error', failed);
  } catch {
    failed();
  }
}
