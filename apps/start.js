// `npm start`: the sandbox and the shop together; when one ends, or Ctrl-C comes, both do.
import { fileURLToPath } from 'node:url';
import concurrently from 'concurrently';

const server = (name, prefixColor) => ({
  name,
  prefixColor,
  command: `node --enable-source-maps "${fileURLToPath(new URL(`${name}/dist/main.js`, import.meta.url))}"`,
});

const { commands, result } = concurrently([server('sandbox', 'cyan'), server('shop', 'magenta')], {
  killOthersOn: ['success', 'failure'],
});

// npm hands a SIGTERM to the shell in between alone, which dies of it and leaves this process behind.
const parent = process.ppid;
const watch = setInterval(() => {
  if (process.ppid !== parent) commands.forEach((command) => command.kill('SIGTERM'));
}, 500);

result
  .then(() => clearInterval(watch))
  .catch(() => {
    clearInterval(watch);
    // Ended by a signal is as it should be; each server has said itself what was wrong otherwise.
    const failed = commands.some(({ exitCode }) => typeof exitCode === 'number' && exitCode > 0);
    process.exitCode = failed ? 1 : 0;
  });
