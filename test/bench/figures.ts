/** The middle one: figures of a shared machine are noisy. */
export function median(figures: readonly number[]): number {
  const sorted = figures.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

export function print(title: string, figures: Readonly<Record<string, number>>): void {
  process.stdout.write(`${title}\n`);
  for (const [name, figure] of Object.entries(figures)) {
    process.stdout.write(`  ${name.padEnd(34)}${figure.toPrecision(4)}\n`);
  }
}
