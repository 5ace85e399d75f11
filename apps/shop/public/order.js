// Keeps an order's page in step with the order: listens for its changes, and shows the page's own new words.

const order = document.querySelector('[data-order-events]');
const events = new EventSource(order.dataset.orderEvents);

events.addEventListener('message', ({ data }) => {
  const { status } = JSON.parse(data);
  const shown = document.getElementById('order-notice').dataset.status;
  if (status !== shown) void showAfresh();
});

async function showAfresh() {
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
  document.title = fresh.title;
  for (const id of ['order-notice', 'order-facts']) {
    const [now, next] = [document.getElementById(id), fresh.getElementById(id)];
    now.className = next.className;
    Object.assign(now.dataset, next.dataset);
    // The elements stay, so that a screen reader hears what changes inside of them.
    now.replaceChildren(...next.childNodes);
  }
  // Paid is final; anything else may still turn paid.
  if (document.getElementById('order-notice').dataset.status === 'Paid') events.close();
}
