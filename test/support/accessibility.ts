import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** A rule that a page breaks, and the elements that break it. */
interface AccessibilityProblem {
  readonly colorScheme: 'light' | 'dark';
  readonly rule: string;
  readonly elements: readonly string[];
}

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What a page breaks of WCAG 2.2 AA and of what axe advises. Only colours differ between the schemes. */
export async function accessibilityProblems(page: Page): Promise<AccessibilityProblem[]> {
  const light = await problemsIn(page, 'light', { type: 'tag', values: TAGS });
  const dark = await problemsIn(page, 'dark', { type: 'rule', values: ['color-contrast'] });
  return [...light, ...dark];
}

async function problemsIn(
  page: Page,
  colorScheme: 'light' | 'dark',
  runOnly: { readonly type: 'tag' | 'rule'; values: string[] },
): Promise<AccessibilityProblem[]> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  const { violations } = await new AxeBuilder({ page })
    .options({ runOnly, resultTypes: ['violations'] })
    // The other mode opens a page for each run, for the sake of frames, which these pages have not.
    .setLegacyMode()
    .analyze();
  return violations.map(({ id, nodes }) => ({
    colorScheme,
    rule: id,
    elements: nodes.map(({ html }) => html),
  }));
}
