/** A new one each time: a promise that is kept would hold on to everything that ever waited for it. */
export function never(): Promise<never> {
  return new Promise(() => undefined);
}
