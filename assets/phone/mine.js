// The list of one's own notes: each can be read, changed in place, or deleted after a question.

import { at, button, element, fill, write } from './dom.js';
import { kept, save } from './keep.js';
import { noteNode, writeNote } from './notes.js';
import { clean, problem } from './text.js';

export class MineList {
  #node;
  #board;
  #act;
  #say;
  #can = '';
  #head = null;

  /** `act(edit)` does an edit, `say(sentence)` tells those who cannot see it. */
  constructor(node, board, act, say) {
    this.#node = node;
    this.#board = board;
    this.#act = act;
    this.#say = say;
  }

  /** Shows these notes; `can` is `write`, or `wait` while the board is locked. */
  render(notes, can) {
    const isStale = can !== this.#can || this.#board.head !== this.#head;
    this.#can = can;
    this.#head = this.#board.head;
    fill(
      this.#node,
      notes,
      () => noteNode(),
      (node, note) => this.#update(node, note),
      isStale,
    );
  }

  #update(node, note) {
    const quadrant = this.#board.quadrant(note.quadrant);
    node.dataset.tone = quadrant.tone;
    // Somebody at a desktop may have made it longer than the room takes from a phone.
    const isTooLong = problem(note.text) !== '';
    writeNote(node, note, quadrant.title, isTooLong && 'too long to change here');
    const controls = this.#show(node, kept.editing[note.id] ? 'form' : node.asks ? 'question' : 'actions');
    for (const each of controls.querySelectorAll('[data-writes]')) each.disabled = this.#can !== 'write';
    if (isTooLong && node.face === 'actions') controls.firstElementChild.disabled = true;
  }

  /** Shows one of the three faces of a note. Gives it. */
  #show(node, face) {
    if (node.face === face) return node.controls;
    const make = {
      actions: () => this.#actions(node),
      question: () => this.#question(node),
      form: () => this.#form(node),
    };
    const controls = make[face]();
    node.controls?.remove();
    node.append(controls);
    node.firstElementChild.hidden = face === 'form';
    return Object.assign(node, { face, controls, asks: face === 'question' }).controls;
  }

  #actions(node) {
    const edit = button('Edit', node.text, () => {
      const { id, text, quadrant } = node.item;
      kept.editing[id] = { before: text, text, quadrant };
      save();
      this.#show(node, 'form').querySelector('textarea').focus();
    });
    const remove = button('Delete', node.text, () => this.#show(node, 'question').lastElementChild.focus());
    return actions(writes(quiet(edit)), writes(quiet(remove)));
  }

  #question(node) {
    const keep = button('Keep', node.text, () => this.#back(node));
    const remove = button('Delete', node.text, () => {
      const next = node.nextElementSibling ?? node.previousElementSibling;
      this.#act({ do: 'delete', id: node.item.id });
      this.#say('The note is deleted.');
      (next?.controls.querySelector('button') ?? at('mine-heading')).focus();
    });
    remove.className = 'strong';
    // "Keep" comes last and has the focus: who presses twice keeps the note.
    const question = actions(element('p', {}, 'Delete this note?'), writes(remove), quiet(keep));
    question.addEventListener('keydown', ({ key }) => key === 'Escape' && this.#back(node));
    return Object.assign(question, { role: 'group', ariaLabel: 'Delete this note?' });
  }

  #form(node) {
    const { id } = node.item;
    const editing = kept.editing[id];
    const area = element('textarea', { rows: 3, dir: 'auto', 'aria-label': 'Text of the note' });
    area.value = editing.text;
    const choice = element('select', { 'aria-label': 'Quadrant' });
    for (const quadrant of this.#board.head.quadrants) choice.append(new Option(quadrant.title, quadrant.id));
    choice.value = this.#board.quadrant(editing.quadrant).id;
    const hint = element('p', { class: 'hint', role: 'alert' });
    const leave = () => {
      delete kept.editing[id];
      save();
      this.#back(node);
    };
    const form = element('form', {
      input: () => {
        Object.assign(editing, { text: area.value, quadrant: choice.value });
        save();
      },
      keydown: ({ key }) => key === 'Escape' && leave(),
      submit: (event) => {
        event.preventDefault();
        const after = clean(area.value);
        write(hint, after ? problem(after) : 'To remove the note, delete it.');
        if (hint.textContent) return area.focus();
        leave();
        if (after !== editing.before) this.#act({ do: 'text', id, before: editing.before, after });
        if (choice.value !== node.item.quadrant) this.#act({ do: 'move', id, quadrant: choice.value });
        this.#say('The note is changed.');
      },
    });
    const cancel = element('button', { type: 'button', click: leave }, 'Cancel');
    form.append(area, choice, hint, actions(quiet(cancel), writes(element('button', { class: 'strong' }, 'Save'))));
    return form;
  }

  #back(node) {
    this.#show(node, 'actions').querySelector('button').focus();
  }
}

const actions = (...children) => element('div', { class: 'actions' }, ...children);

function quiet(node) {
  node.className = 'quiet';
  return node;
}

/** Marks a button that is of no use while the board is locked. */
function writes(node) {
  node.dataset.writes = '';
  return node;
}
