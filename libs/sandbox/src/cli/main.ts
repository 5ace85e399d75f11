#!/usr/bin/env node
import { run } from './run.js';
import { processTerminal } from './shell.js';

process.exitCode = await run(process.argv.slice(2), {
  env: process.env,
  terminal: processTerminal,
});
