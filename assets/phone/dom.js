// Making and changing elements. Whatever somebody wrote becomes a text node here, never markup.

/** The element of the page with this id. */
export const at = (id) => document.getElementById(id);

let made = 0;

/** Makes an element; a function among its attributes listens to the event of that name. */
export function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') node.addEventListener(key, value);
    else if (value !== undefined) node.setAttribute(key, value);
  }
  node.append(...children);
  return node;
}

/** An id that no other element has. */
export const freshId = () => `e${++made}`;

/** Makes a button that says what it does to what: screen readers hear "Edit", then the note. */
export function button(label, subject, click) {
  const id = freshId();
  return element('button', { type: 'button', id, 'aria-labelledby': `${id} ${subject.id}`, click }, label);
}

/** Sets a text if it is another: a live region speaks, and a selection is lost, only when something changed. */
export function write(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** One thing, or several: "1 note", "2 notes". */
export const count = (number, one, several = `${one}s`) => `${number} ${number === 1 ? one : several}`;

/**
 * Brings the children of a list in line with items that have an `id`. Only what differs is touched, so that a thousand
 * notes stay cheap, and a caret stays where it is. `update` gets the node and the item, for new nodes too.
 */
export function fill(list, items, make, update, isStale = false) {
  const nodes = (list.nodes ??= new Map());
  const ids = new Set(items.map((item) => item.id));
  for (const [id, node] of nodes) {
    if (ids.has(id)) continue;
    node.remove();
    nodes.delete(id);
  }
  let next = list.firstElementChild;
  for (const item of items) {
    let node = nodes.get(item.id);
    if (!node) {
      node = make(item);
      nodes.set(item.id, node);
    }
    if (isStale || node.item !== item) {
      node.item = item;
      update(node, item);
    }
    if (node === next) next = next.nextElementSibling;
    else list.insertBefore(node, next);
  }
}
