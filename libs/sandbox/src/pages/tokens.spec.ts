import { readPackageFiles } from './asset.js';

/** What text stands on; the engraved ground carries a picture, which no tool can judge by itself. */
const PAIRS = [
  ['ink', 'paper'],
  ['ink', 'surface'],
  ['ink', 'bad-ground'],
  ['ink-soft', 'paper'],
  ['ink-soft', 'surface'],
  ['accent', 'paper'],
  ['ask', 'paper'],
  ['bad', 'paper'],
  ['bad', 'bad-ground'],
  ['accent', 'surface'],
  ['accent', 'good-ground'],
  ['ask', 'surface'],
  ['ask', 'ask-ground'],
  ['bad', 'surface'],
  ['ink', 'quiet-ground'],
  ['ink-soft', 'quiet-ground'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-press'],
  ['mark-ink', 'mark-ground'],
  ['engraved-ink', 'engraved'],
  ['engraved-soft', 'engraved'],
] as const;

const tokens = readPackageFiles('pages/styles/tokens.css');
/** @param scheme which of the two colours of `light-dark(…)`; a colour without it is the same in both. */
const coloursOf = (scheme: 0 | 1) =>
  new Map(
    Array.from(
      tokens.matchAll(/--([a-z-]+): (?:light-dark\()?(#\w{6})(?:, (#\w{6})\))?/g),
      (found) => [found[1], scheme === 1 ? (found[3] ?? found[2]) : found[2]],
    ),
  );

/** Relative luminance (WCAG 2.2). */
function luminance(colour = ''): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string | undefined, other: string | undefined): number {
  const [dim = 0, bright = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (bright + 0.05) / (dim + 0.05);
}

describe.each([
  ['light', coloursOf(0)],
  ['dark', coloursOf(1)],
])('the colours of the %s scheme', (_, colours) => {
  it.each(PAIRS)('let %s be read on %s', (ink, ground) => {
    expect(contrast(colours.get(ink), colours.get(ground))).toBeGreaterThanOrEqual(4.5);
  });

  it('show where a field is', () => {
    const edge = colours.get('line-strong');

    expect(contrast(edge, colours.get('paper'))).toBeGreaterThanOrEqual(3);
    expect(contrast(edge, colours.get('surface'))).toBeGreaterThanOrEqual(3);
  });
});
