import { writeCountdown, writeDistance } from '../frame/moment.js';

/** Lets the clock tick, and times that are told by their distance move on, by the sandbox's clock. */
export function enhanceTicking(): void {
  let shownAt = performance.now();
  let sandboxTime = Date.now();
  let frozen = false;

  const read = () => {
    const face = document.querySelector<HTMLElement>('[data-tick]');
    if (face === null) return;
    shownAt = performance.now();
    sandboxTime = Number(face.dataset['tick']);
    frozen = 'frozen' in face.dataset;
  };

  const tick = () => {
    const now = frozen ? sandboxTime : sandboxTime + performance.now() - shownAt;
    const write = (element: Element, text: string) => {
      if (element.textContent !== text) element.textContent = text;
    };
    for (const face of document.querySelectorAll('[data-tick]')) {
      write(face, new Date(now).toISOString().slice(11, 19));
    }
    for (const time of document.querySelectorAll<HTMLElement>('[data-distance]')) {
      write(time, writeDistance(Number(time.dataset['distance']), now));
    }
    for (const time of document.querySelectorAll<HTMLElement>('[data-until]')) {
      write(time, writeCountdown(Number(time.dataset['until']) - now));
    }
  };

  read();
  tick();
  setInterval(tick, 1000);
  document.addEventListener('dashboard:shown', () => {
    read();
    tick();
  });
}
