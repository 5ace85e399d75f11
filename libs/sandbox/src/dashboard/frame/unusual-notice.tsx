import { VIEWS } from '../dashboard.path.js';
import { clockWords } from './clock-face.js';
import type { Surroundings } from './surroundings.js';
import { isTurned } from './surroundings.js';

/** Says on every view what makes the sandbox act unlike a plain gateway right now. Nothing when nothing does. */
export function UnusualNotice({ around }: { readonly around: Surroundings }) {
  const { clock, faults, inactive } = around;
  const notes = [
    isTurned(clock) && { href: VIEWS.clock.path, text: `The clock is ${clockWords(clock)}` },
    faults > 0 && {
      href: VIEWS.faults.path,
      text: faults === 1 ? 'One fault stands' : `${faults} faults stand`,
    },
    inactive.length > 0 && {
      href: VIEWS.keys.path,
      text: `The gateway is inactive: ${inactive.join(', ')}`,
    },
  ].filter((note) => note !== false);
  if (notes.length === 0) return null;
  return (
    <ul id="unusual" class="unusual" aria-label="Out of the ordinary">
      {notes.map(({ href, text }) => (
        <li key={href}>
          <a href={href}>{text}</a>
        </li>
      ))}
    </ul>
  );
}
