/** Attributes that the reader or the page's script sets; the server knows nothing of them. */
export function isReadersOwn(element: Element, attribute: string): boolean {
  return attribute === 'data-fresh' || (attribute === 'open' && element.tagName === 'DETAILS');
}

/** Whether an element may be made into another in place. */
export function isSamePlace(from: ChildNode, to: ChildNode): boolean {
  const idOf = (node: ChildNode) => (node instanceof Element ? node.id : '');
  return from.nodeName === to.nodeName && idOf(from) === idOf(to);
}

/**
 * Makes an element and what is in it like another one, by the fewest changes: whatever stays keeps its focus, what
 * was typed into it, and where it was scrolled to. Elements with an id are the same wherever they move.
 */
export function morph(from: Element, to: Element): void {
  if (from.isEqualNode(to)) return;
  for (const { name, value } of to.attributes) {
    if (from.getAttribute(name) !== value && !isReadersOwn(from, name)) {
      from.setAttribute(name, value);
    }
  }
  for (const name of from.getAttributeNames()) {
    if (!to.hasAttribute(name) && !isReadersOwn(from, name)) from.removeAttribute(name);
  }
  morphChildren(from, to);
}

/** Makes the children of an element like those of another one. */
export function morphChildren(from: Element, to: Element): void {
  const named = new Map(Array.from(from.children, (child) => [child.id, child]));
  let at = from.firstChild;
  for (const next of to.childNodes) {
    const namesake = next instanceof Element && next.id !== '' ? named.get(next.id) : undefined;
    const same = namesake ?? (at !== null && isSamePlace(at, next) ? at : undefined);
    if (same === undefined) {
      const added = document.importNode(next, true);
      if (added instanceof Element && added.id !== '') added.setAttribute('data-fresh', '');
      from.insertBefore(added, at);
      continue;
    }
    if (same === at) at = at.nextSibling;
    else from.insertBefore(same, at);
    if (same instanceof Element && next instanceof Element) morph(same, next);
    else if (same.nodeValue !== next.nodeValue) same.nodeValue = next.nodeValue;
  }
  while (at !== null) {
    const gone = at;
    at = at.nextSibling;
    gone.remove();
  }
}
