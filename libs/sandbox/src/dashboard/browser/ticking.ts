import { formatCountdown, formatDistance } from '../frame/moment.js';

/** Lets the clock tick, and updates relative times and countdowns by the sandbox's clock. */
export function tick(): void {
  let shownAt = performance.now();
  let sandboxTime = Date.now();
  let frozen = false;

  const readClock = () => {
    const face = document.querySelector<HTMLElement>('[data-tick]');
    if (face === null) return;
    shownAt = performance.now();
    sandboxTime = Number(face.dataset['tick']);
    frozen = 'frozen' in face.dataset;
  };

  const write = (attribute: 'tick' | 'distance' | 'until', textOf: (time: number) => string) => {
    for (const element of document.querySelectorAll<HTMLElement>(`[data-${attribute}]`)) {
      const text = textOf(Number(element.dataset[attribute]));
      if (element.textContent !== text) element.textContent = text;
    }
  };

  const update = () => {
    const now = frozen ? sandboxTime : sandboxTime + performance.now() - shownAt;
    write('tick', () => new Date(now).toISOString().slice(11, 19));
    write('distance', (time) => formatDistance(time, now));
    write('until', (time) => formatCountdown(time - now));
  };

  const start = () => {
    readClock();
    update();
  };
  start();
  setInterval(update, 1000);
  document.addEventListener('dashboard:shown', start);
}
