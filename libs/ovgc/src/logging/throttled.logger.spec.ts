import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { logInto } from '../../../../test/support/log.js';
import { ThrottledLogger } from './throttled.logger.js';

describe('a throttled logger', () => {
  const lines: string[] = [];
  let logger: ThrottledLogger;

  beforeEach(() => {
    jest.useFakeTimers();
    Logger.overrideLogger(logInto(lines));
    lines.length = 0;
    logger = new ThrottledLogger('Test');
  });
  afterEach(() => {
    jest.useRealTimers();
    Logger.overrideLogger(false);
  });

  const warn = (from: number, to: number) => {
    for (let i = from; i <= to; i += 1) logger.warn('guess', `guess ${i}`);
  };

  it('writes the first line of each kind at once, with its detail', () => {
    logger.warn('guess', 'a guess');
    logger.error('disk', 'full', 'a stack');
    expect(lines).toEqual(['a guess Test', 'full a stack Test']);
  });

  it('writes one line a second of a flood, with the number of those that it left out', () => {
    warn(1, 500);
    expect(lines).toHaveLength(1);
    jest.advanceTimersByTime(1000);
    expect(lines.slice(1)).toEqual(['guess 500 (498 more of this kind) Test']);
    warn(501, 800);
    expect(lines).toHaveLength(2);
    jest.advanceTimersByTime(1000);
    expect(lines.slice(2)).toEqual(['guess 800 (299 more of this kind) Test']);
  });

  it('loses no single line: the second one of a second is written at its end', () => {
    warn(1, 2);
    jest.advanceTimersByTime(1000);
    expect(lines).toEqual(['guess 1 Test', 'guess 2 Test']);
  });

  it('writes at once again after a second of silence', () => {
    warn(1, 1);
    jest.advanceTimersByTime(1000);
    warn(2, 2);
    expect(lines).toEqual(['guess 1 Test', 'guess 2 Test']);
  });

  it('goes on where its timer is late or gone', () => {
    warn(1, 3);
    const { timers } = { timers: performance.now() };
    jest.clearAllTimers();
    jest.spyOn(performance, 'now').mockReturnValue(timers + 1001);
    warn(4, 4);
    jest.restoreAllMocks();
    expect(lines.at(-1)).toBe('guess 4 (2 more of this kind) Test');
  });

  it('keeps no process running', () => {
    jest.useRealTimers();
    const timeouts = jest.spyOn(globalThis, 'setTimeout');
    warn(1, 1);
    const [timer] = timeouts.mock.results.map(({ value }) => value as NodeJS.Timeout);
    timeouts.mockRestore();
    expect(timer?.hasRef()).toBe(false);
    clearTimeout(timer);
  });
});
