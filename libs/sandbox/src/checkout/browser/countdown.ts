import type { CheckoutNow } from '../checkout.state.js';
import { isLeaving } from './leaving.js';

const NOTICES_AT_MINUTES = [5, 1];
const ASK_EVERY_SECONDS = 4;

/**
 * Counts down to the end of the window. The sandbox's clock may be changed while the page is open, so the page asks
 * the server every few seconds, and reloads once the payment is no longer open.
 */
export function countDown(): void {
  const timer = document.querySelector<HTMLElement>('#time-left');
  const notice = document.querySelector('#time-notice');
  const address = document.querySelector<HTMLElement>('main')?.dataset['address'];
  if (!timer || !notice || !address) return;
  let endsAt = performance.now() + Number(timer.dataset['seconds']) * 1000;
  let minutesAnnounced = Infinity;

  const secondsLeft = () => Math.max(0, Math.round((endsAt - performance.now()) / 1000));

  const show = () => {
    const seconds = secondsLeft();
    timer.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
    // When several limits pass at once, only the last is announced.
    const limit = NOTICES_AT_MINUTES.findLast((minutes) => seconds <= minutes * 60);
    if (limit === undefined || limit >= minutesAnnounced) return;
    minutesAnnounced = limit;
    notice.textContent = `Less than ${limit} ${limit === 1 ? 'minute' : 'minutes'} left to pay.`;
    timer.classList.add('is-short');
  };

  const askServer = async () => {
    const answer = await fetch(`${address}/state`, { cache: 'no-store' });
    const now: CheckoutNow = await answer.json();
    // The browser may already be on its way to the shop.
    if (isLeaving()) return;
    if (now.state !== 'open') return location.replace(address);
    endsAt = performance.now() + now.secondsLeft * 1000;
    show();
  };

  const askQuietly = () => {
    // The countdown continues on its own while the server does not answer.
    if (!document.hidden && !isLeaving()) askServer().catch(() => undefined);
  };

  let ticks = 0;
  const tick = () => {
    show();
    ticks += 1;
    if (ticks % ASK_EVERY_SECONDS === 0 || secondsLeft() === 0) askQuietly();
  };

  show();
  setInterval(tick, 1000);
  document.addEventListener('visibilitychange', askQuietly);
}
