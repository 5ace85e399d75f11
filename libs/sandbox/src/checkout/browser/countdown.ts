import type { CheckoutNow } from '../checkout.state.js';

/** Whether a form was sent, and the browser is on its way to the answer. */
export function isLeaving(): boolean {
  return document.body.dataset['leaving'] === 'true';
}

/**
 * Counts down to the end of the window by the sandbox's clock, which may be turned while the page is open:
 * the server is asked every few seconds. When the payment is no longer open, the page is loaded anew.
 */
export function enhanceCountdown(): void {
  const timer = document.querySelector<HTMLElement>('#time-left');
  const notice = document.querySelector('#time-notice');
  const address = document.querySelector<HTMLElement>('main')?.dataset['address'];
  if (!timer || !notice || !address) return;
  const noticesAt = [5, 1];
  let endsAt = performance.now() + Number(timer.dataset['seconds']) * 1000;
  let minutesAnnounced = Infinity;

  const secondsLeft = () => Math.max(0, Math.round((endsAt - performance.now()) / 1000));

  const show = () => {
    const seconds = secondsLeft();
    timer.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
    // Only the last of several limits that were passed at once is worth saying.
    const limit = noticesAt.findLast((minutes) => seconds <= minutes * 60);
    if (limit === undefined || limit >= minutesAnnounced) return;
    minutesAnnounced = limit;
    notice.textContent = `Less than ${limit} ${limit === 1 ? 'minute' : 'minutes'} left to pay.`;
    timer.classList.add('is-short');
  };

  const askServer = async () => {
    const answer = await fetch(`${address}/state`, { cache: 'no-store' });
    const now: CheckoutNow = await answer.json();
    // A page that is on its way to the shop must not be called back.
    if (isLeaving()) return;
    if (now.state !== 'open') return location.replace(address);
    endsAt = performance.now() + now.secondsLeft * 1000;
    show();
  };

  const askQuietly = () => {
    // The countdown goes on by itself while the server cannot be reached.
    if (!document.hidden && !isLeaving()) askServer().catch(() => undefined);
  };

  let ticks = 0;
  const tick = () => {
    show();
    ticks += 1;
    if (ticks % 4 === 0 || secondsLeft() === 0) askQuietly();
  };

  show();
  setInterval(tick, 1000);
  document.addEventListener('visibilitychange', askQuietly);
}
