// What did not get onto the board, given back to the person: nothing that somebody wrote is lost.

import { at, button, count, element, fill, freshId, write } from './dom.js';
import { kept, save } from './keep.js';
import { newId } from './text.js';

/** Edits whose text can be given back. */
const texts = (edits) =>
  edits
    .filter((edit) => edit.do === 'add' || edit.do === 'text')
    .map((edit) => ({ id: edit.id, text: edit.text ?? edit.after, quadrant: edit.quadrant ?? '' }));

/** The last text of each note. */
const lastTexts = (items) => [...new Map(items.map((item) => [item.id, item])).values()];

/** All texts that wait to be sent. */
export const waitingTexts = () => lastTexts(texts(kept.waiting.map(({ edit }) => edit)));

/** Gives back what was refused, later edits of the same note with it. */
export function giveBack(edits, why) {
  const items = lastTexts(texts(edits)).map((item) => ({ ...item, why }));
  if (items.length === 0) items.push({ id: newId(), text: '', quadrant: '', why });
  kept.returned = lastTexts([...kept.returned, ...items]);
  save();
}

/** Gives back what was being made of notes that are gone, or no longer one's own. Gives whether there were any. */
export function giveBackOrphans(own) {
  const ids = new Set(own.map((note) => note.id));
  const orphans = Object.entries(kept.editing).filter(([id]) => !ids.has(id));
  for (const [id, { before, text, quadrant }] of orphans) {
    delete kept.editing[id];
    if (text !== before)
      giveBack([{ do: 'add', id, text, quadrant }], 'Somebody deleted this note while you changed it.');
  }
  if (orphans.length) save();
  return orphans.length > 0;
}

/** Another session than the one that all of this was written for: it is not sent there unasked. */
export function putAside() {
  const changed = Object.entries(kept.editing)
    .filter(([, { before, text }]) => text !== before)
    .map(([id, { text, quadrant }]) => ({ id, text, quadrant }));
  const written = kept.returned.filter(({ text }) => text);
  kept.earlier = lastTexts([...kept.earlier, ...written, ...waitingTexts(), ...changed]);
  Object.assign(kept, { waiting: [], returned: [], editing: {} });
}

export class Back {
  #board;
  #act;
  #render;

  /** `act(edit)` does an edit, `render()` shows what is there now. */
  constructor(board, act, render) {
    this.#board = board;
    this.#act = act;
    this.#render = render;
    at('earlier-add').addEventListener('click', () => {
      for (const item of kept.earlier.splice(0)) this.#addAnew(item);
      this.#leave();
    });
    at('earlier-discard').addEventListener('click', () => {
      kept.earlier = [];
      this.#leave();
    });
  }

  /** Shows what was given back; `can` is `write`, or `wait` while the board is locked. */
  render(can) {
    at('back').hidden = kept.returned.length + kept.earlier.length === 0;
    at('earlier').hidden = kept.earlier.length === 0;
    write(
      at('earlier-text'),
      `${count(kept.earlier.length, 'note')} from before ${kept.earlier.length === 1 ? 'was' : 'were'} not sent.`,
    );
    fill(
      at('earlier-list'),
      kept.earlier,
      () => element('li', { class: 'text', dir: 'auto' }),
      (node, { text }) => write(node, text),
    );
    fill(
      at('returned'),
      kept.returned,
      () => this.#make(),
      (node, item) => {
        write(node.why, item.why);
        write(node.text, item.text);
        node.again.hidden = !item.text;
        write(node.discard, item.text ? 'Discard' : 'Close');
      },
    );
    for (const each of at('back').querySelectorAll('.strong')) each.disabled = can !== 'write';
  }

  #make() {
    const why = element('p', { class: 'why', role: 'alert' });
    const text = element('p', { class: 'text', dir: 'auto', id: freshId() });
    const node = element('li', { class: 'kept' }, why, text);
    const again = button('Try again', text, () => {
      this.#take(node.item);
      this.#tryAgain(node.item);
      this.#leave();
    });
    again.className = 'strong';
    const discard = button('Discard', text, () => {
      this.#take(node.item);
      this.#leave();
    });
    discard.className = 'quiet';
    node.append(element('div', { class: 'actions' }, discard, again));
    return Object.assign(node, { why, text, again, discard });
  }

  #take(item) {
    kept.returned = kept.returned.filter((each) => each !== item);
  }

  #tryAgain({ id, text, quadrant }) {
    const note = this.#board.note(id);
    if (note?.mine) this.#act({ do: 'text', id, before: note.text, after: text });
    else this.#addAnew({ text, quadrant });
  }

  #addAnew({ text, quadrant }) {
    this.#act({ do: 'add', id: newId(), quadrant: this.#board.quadrant(quadrant || kept.quadrant).id, text });
  }

  /** Saves, and puts the focus to where there is something next. */
  #leave() {
    save();
    this.#render();
    at(kept.returned.length + kept.earlier.length ? 'back-heading' : 'mine-heading').focus();
  }
}
