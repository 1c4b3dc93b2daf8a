// The field for new notes, with the choice of a quadrant.

import { at, element, fill, write } from './dom.js';
import { kept, save } from './keep.js';
import { PHONE_NOTE_CHARS } from './limits.js';
import { clean, length, newId, problem } from './text.js';

/** From so many letters before the end on, the field says how many are left. */
const NEAR_END = 100;

/** On a keyboard, Enter ends a note as in the editor; on a phone it breaks the line, as everywhere there. */
const hasKeyboard = () => matchMedia('(pointer: fine)').matches;

export class Writing {
  #board;
  #note = at('note');
  #hint = at('note-hint');

  /** `add(edit)` adds the note. */
  constructor(board, add) {
    this.#board = board;
    this.#note.addEventListener('input', () => this.#keep());
    this.#note.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing || !hasKeyboard()) return;
      event.preventDefault();
      at('write').requestSubmit();
    });
    at('write').addEventListener('submit', (event) => {
      event.preventDefault();
      this.#submit(add);
    });
  }

  /** Puts the draft back, after a reload or from another tab. */
  restore() {
    if (this.#note.value !== kept.draft) this.#note.value = kept.draft;
    this.#showHint();
  }

  /** Shows the field; `can` is `write`, or `wait` while the board is locked. */
  render(can) {
    const chosen = this.#board.quadrant(kept.quadrant);
    fill(
      at('quadrants'),
      this.#board.head.quadrants,
      (quadrant) => this.#pill(quadrant),
      (node, quadrant) => {
        node.dataset.tone = quadrant.tone;
        write(node.words, quadrant.title);
      },
    );
    for (const pill of at('quadrants').children) pill.input.checked = pill.item.id === chosen.id;
    at('box').dataset.tone = chosen.tone;
    write(at('note-label'), `New note in ${chosen.title}`);
    this.#note.placeholder = chosen.prompt;
    this.#note.readOnly = can !== 'write';
    at('add').disabled = can !== 'write';
  }

  #pill({ id }) {
    const words = element('span', { dir: 'auto' });
    const input = element('input', { type: 'radio', name: 'quadrant', change: () => this.#choose(id) });
    return Object.assign(element('label', { class: 'pill' }, input, words), { words, input });
  }

  #choose(id) {
    kept.quadrant = id;
    save();
    this.render(this.#note.readOnly ? 'wait' : 'write');
  }

  #keep() {
    kept.draft = this.#note.value;
    save();
    write(at('note-problem'), '');
    this.#showHint();
  }

  #showHint() {
    const text = clean(this.#note.value);
    const left = PHONE_NOTE_CHARS - length(text);
    const habit = hasKeyboard() ? 'Enter adds it, Shift+Enter breaks the line.' : '';
    write(this.#hint, problem(text) || (left < NEAR_END ? `${left} letters left` : habit));
  }

  #submit(add) {
    const text = clean(this.#note.value);
    const wrong = text ? problem(text) : 'Write something first.';
    this.#note.focus();
    if (wrong) return write(at('note-problem'), wrong);
    this.#note.value = '';
    this.#keep();
    const { id, title } = this.#board.quadrant(kept.quadrant);
    add({ do: 'add', id: newId(), quadrant: id, text }, title);
  }
}
