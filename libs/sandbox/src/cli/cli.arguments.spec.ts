import { fullArguments } from './cli.arguments.js';

describe('the arguments of the command line', () => {
  it.each([
    [[], ['start']],
    [
      ['--port', '4020'],
      ['start', '--port', '4020'],
    ],
    [['faults'], ['faults', 'list']],
    [
      ['faults', '--json'],
      ['faults', 'list', '--json'],
    ],
    [['clock'], ['clock', 'now']],
  ])('mean by %j the command that goes without saying', (given, meant) => {
    expect(fullArguments(given)).toEqual(meant);
  });

  it.each([
    [['--help']],
    [['-V']],
    [['clock', '--help']],
    [['faults', 'clear']],
    [['advance', '31m']],
    [['trigge']],
  ])('stay as they are: %j', (given) => {
    expect(fullArguments(given)).toEqual(given);
  });
});
