import { startService } from './service.js';

const LONGEST_GOODBYE_MS = 5_000;

const sandbox = await startService(process.env, console);

if (sandbox === null) {
  process.exitCode = 1;
} else {
  // A terminal and npm may both pass Ctrl-C on, so a second one must not cut the first one's goodbye short.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      setTimeout(() => process.exit(1), LONGEST_GOODBYE_MS).unref();
      void sandbox.close();
    });
  }
}
