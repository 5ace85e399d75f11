// `npm start`: the sandbox and the shop together; when one ends, or Ctrl-C comes, both do.
import { fileURLToPath } from 'node:url';
import concurrently from 'concurrently';

/** Each server, its colour, and how it says where it is once it is ready. */
const SERVERS = [
  { name: 'sandbox', prefixColor: 'cyan', ready: /Dashboard +(\S+)/ },
  { name: 'shop', prefixColor: 'magenta', ready: /The shop is open: (\S+)/ },
];

console.log('Starting the sandbox and the shop…');
const { commands, result } = concurrently(
  SERVERS.map(({ name, prefixColor }) => ({
    name,
    prefixColor,
    command: `node --enable-source-maps "${fileURLToPath(new URL(`${name}/dist/main.js`, import.meta.url))}"`,
  })),
  { killOthersOn: ['success', 'failure'] },
);

void announce();

/** Says where both servers are, once both are ready. */
async function announce() {
  const addresses = SERVERS.map(({ ready }, index) => addressIn(commands[index].stdout, ready));
  const [dashboard, shop] = await Promise.all(addresses);
  console.log(`
Ready. Ctrl-C stops both.
  Shop     ${shop}    buy something, and pay with 4242 4242 4242 4242
  Sandbox  ${dashboard}    payments, webhooks, the clock and faults
`);
}

/** The address in the output of a server; never, if it doesn't get ready. */
function addressIn(output, ready) {
  return new Promise((resolve) => {
    let said = '';
    const listening = output.subscribe((chunk) => {
      said += chunk.toString();
      const [, address] = ready.exec(said) ?? [];
      // A line that is cut in two may still grow.
      if (address === undefined || !said.includes('\n', said.indexOf(address))) return;
      listening.unsubscribe();
      resolve(address);
    });
  });
}

// npm hands a SIGTERM to the shell in between alone, which dies of it and leaves this process behind.
const parent = process.ppid;
const watch = setInterval(() => {
  if (process.ppid !== parent) commands.forEach((command) => command.kill('SIGTERM'));
}, 500);

result
  .then(() => clearInterval(watch))
  .catch((ends) => {
    clearInterval(watch);
    // Ended by a signal is as it should be; each server has said itself what was wrong otherwise.
    const failed = ends.some(({ exitCode }) => typeof exitCode === 'number' && exitCode > 0);
    process.exitCode = failed ? 1 : 0;
  });
