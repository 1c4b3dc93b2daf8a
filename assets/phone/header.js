// The top of the room: what it is about, who is here and under which name, and whether one is done.

import { at, count, write } from './dom.js';
import { visit } from './keep.js';
import { NAME_CHARS } from './limits.js';
import { clean } from './text.js';

/** `rename(name)` and `toggleReady()` are called for what somebody wants here. */
export class Header {
  constructor({ rename, toggleReady }) {
    const form = at('rename-form');
    const field = at('new-name');
    field.maxLength = NAME_CHARS;
    const close = () => {
      form.hidden = true;
      at('rename').setAttribute('aria-expanded', false);
      at('rename').focus();
    };
    at('rename').addEventListener('click', () => {
      if (!form.hidden) return close();
      form.hidden = false;
      at('rename').setAttribute('aria-expanded', true);
      field.value = visit.name;
      field.focus();
      field.select();
    });
    at('rename-cancel').addEventListener('click', close);
    form.addEventListener('keydown', ({ key }) => key === 'Escape' && close());
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      rename(clean(field.value));
      close();
    });
    at('ready').addEventListener('click', toggleReady);
  }

  /** Shows the map's head, and the session as the room told it. */
  render({ title, persona }, { name, people, isReady, isOver }, can) {
    document.title = title || 'Empathy Map';
    write(at('title'), title || 'Empathy map');
    write(at('persona'), persona);
    write(at('people'), count(people, 'person', 'people'));
    write(at('you'), name);
    at('rename').hidden = isOver;
    if (isOver) at('rename-form').hidden = true;
    at('ready').hidden = can === 'read';
    at('ready').setAttribute('aria-pressed', isReady);
  }
}
