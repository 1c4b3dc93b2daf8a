// The board as a list by quadrant and theme, to be read and voted on.

import { button, count, element, fill, freshId, write } from './dom.js';

/** More dots than this are not counted at a glance. */
const DOTS = 6;

/** An item of a list of notes. */
export function noteNode() {
  const text = element('p', { class: 'text', dir: 'auto', id: freshId() });
  const about = element('p', { class: 'about' });
  const node = element('li', { class: 'note' }, element('div', { class: 'words' }, text, about));
  return Object.assign(node, { text, about });
}

/** Fills it; `about` are the parts of the line below the text. */
export function writeNote(node, note, ...about) {
  node.classList.toggle('waiting', Boolean(note.waiting));
  write(node.text, note.text);
  write(node.about, about.filter(Boolean).join(' · '));
}

export class BoardList {
  #node;
  #vote;
  #can = '';

  /** `vote(note)` is called for a press on +1. */
  constructor(node, vote) {
    this.#node = node;
    this.#vote = vote;
  }

  /** Shows these notes; `can` is `write`, `wait` while the board is locked, or `read`. */
  render(head, notes, can) {
    const isStale = can !== this.#can;
    this.#can = can;
    const byQuadrant = grouped(notes, (note) => note.quadrant);
    const quadrants = head.quadrants.map((quadrant) => ({ ...quadrant, notes: byQuadrant.get(quadrant.id) ?? [] }));
    fill(this.#node, quadrants, quadrantNode, (node, quadrant) => {
      node.dataset.tone = quadrant.tone;
      write(node.name, quadrant.title);
      write(node.number, count(quadrant.notes.length, 'note'));
      fill(node.body, themesOf(head.themes, quadrant.notes), themeNode, (part, theme) => {
        part.heading.hidden = theme.isOnly;
        write(part.heading, theme.title);
        fill(
          part.list,
          theme.notes,
          () => this.#make(),
          (each, note) => this.#update(each, note),
          isStale,
        );
      });
    });
  }

  #make() {
    const node = noteNode();
    node.vote = button('+1', node.text, () => this.#vote(node.item));
    node.vote.className = 'vote';
    node.append(node.vote);
    return node;
  }

  #update(node, note) {
    const votes = note.votes ?? 0;
    const dots = votes > DOTS ? '' : '●'.repeat(votes);
    writeNote(node, note, note.mine ? 'You' : note.author, votes > 0 && `${dots} ${count(votes, 'vote')}`);
    node.vote.hidden = this.#can === 'read';
    node.vote.disabled = this.#can === 'wait';
    node.vote.setAttribute('aria-pressed', Boolean(note.voted));
  }
}

function quadrantNode() {
  const title = element('bdi');
  const number = element('span', { class: 'about' });
  const body = element('div', { class: 'themes', id: freshId() });
  const toggle = element(
    'button',
    { type: 'button', 'aria-expanded': true, 'aria-controls': body.id },
    title,
    ' ',
    number,
  );
  toggle.addEventListener('click', () => {
    body.hidden = !body.hidden;
    toggle.setAttribute('aria-expanded', !body.hidden);
  });
  const node = element('div', { class: 'quadrant' }, element('h3', {}, toggle), body);
  return Object.assign(node, { name: title, number, body });
}

function themeNode() {
  const heading = element('h4', { dir: 'auto' });
  const list = element('ul', { role: 'list' });
  return Object.assign(element('div', { class: 'theme' }, heading, list), { heading, list });
}

/** The themes that have notes here, in order, and at the end what is in none. */
function themesOf(themes, notes) {
  const names = new Map(themes);
  const byTheme = grouped(notes, (note) => (names.has(note.theme) ? note.theme : ''));
  const used = [...themes, ['', 'No theme']].filter(([id]) => byTheme.has(id));
  return used.map(([id, title]) => ({ id, title, notes: byTheme.get(id), isOnly: id === '' && used.length === 1 }));
}

function grouped(items, key) {
  const groups = new Map();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}
