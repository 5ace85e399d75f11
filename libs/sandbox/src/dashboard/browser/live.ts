import { announce, show } from './show.js';

/**
 * Keeps the view up to date: the server tells that something changed, the page fetches its view anew. A hidden page
 * lets go of its connection, of which a browser has only six to a server; when it is looked at again it says up to
 * where it knows, and is told at once what it missed.
 */
export function enhanceLive(): void {
  const knownChanges = () =>
    document.querySelector<HTMLElement>('.dashboard')?.dataset['changes'] ?? '';
  let source: EventSource | undefined;
  let isFetching = false;
  let isStale = false;

  const refresh = async () => {
    isStale = true;
    if (isFetching) return;
    isFetching = true;
    try {
      while (isStale) {
        isStale = false;
        const address = location.href;
        const response = await fetch(address, { cache: 'no-store' });
        // A form that was sent meanwhile has led elsewhere: its answer is the newer one.
        if (address === location.href) await show(response, true);
      }
    } catch {
      // The stream reconnects by itself once the server is back, and asks for what was missed.
    } finally {
      isFetching = false;
    }
  };

  const connect = () => {
    if (source !== undefined || document.hidden) return;
    source = new EventSource(`/dashboard/events?after=${encodeURIComponent(knownChanges())}`);
    source.addEventListener('change', ({ data }) => {
      const { text }: { text: string } = JSON.parse(data);
      announce(text);
      void refresh();
    });
  };

  const disconnect = () => {
    source?.close();
    source = undefined;
  };

  document.addEventListener('visibilitychange', () => {
    if (document.hidden) disconnect();
    else connect();
  });
  addEventListener('pagehide', disconnect);
  addEventListener('pageshow', connect);
  connect();
}
