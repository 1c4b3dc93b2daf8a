// What fills the page: the door, a stop with its reason, or the room. One at a time, with the focus on its heading.

import { at, element } from './dom.js';
import { kept, saveVisit, visit } from './keep.js';
import { NAME_CHARS } from './limits.js';
import { clean } from './text.js';

const SCREENS = ['door', 'stop', 'room'];

function show(id) {
  for (const screen of SCREENS) at(screen).hidden = screen !== id;
  at(id).querySelector('h1').focus();
}

export const showRoom = () => show('room');

/** Why the page stands still, by the room's close codes and our own words: heading, sentence, and what the button says. */
const STOPS = {
  connecting: ['Connecting…', ''],
  unreachable: [
    'The session does not answer',
    'Is this device in the same network as the host? It is tried again all the time, there is nothing to press.',
  ],
  later: ['Not let in yet'],
  elsewhere: ['You went on in another tab', 'What you write is sent from one tab at a time.', 'Go on here'],
  4400: [
    'This page does not fit the session',
    'The host may have another version by now. Reload the page.',
    'Try again',
  ],
  4403: [
    'You are no longer in the session',
    'The facilitator has taken you out. If that was a mistake, talk to them and join again.',
    'Join again',
  ],
  4410: ['The session has ended', 'If there is another one, scan its QR code.'],
  4423: ['Nobody new is let in at the moment', 'Ask the facilitator to unlock joining, then try again.', 'Try again'],
  4429: ['The session is full', 'Try again when somebody has left.', 'Try again'],
};

/** Says why it does not go on, and what to do; `texts` were written and not sent. */
export function showStop(why, reason, texts, again) {
  const [heading, text = reason, label] = STOPS[why] ?? ['The session has closed the connection', reason, 'Try again'];
  const title = at('stop').querySelector('h1');
  // Said once, however often it is tried again.
  if (!at('stop').hidden && title.textContent === heading) return;
  const button = at('stop-button');
  title.textContent = heading;
  at('stop-text').textContent = text;
  button.textContent = label ?? '';
  button.hidden = !label;
  button.onclick = again;
  at('unsent').hidden = texts.length === 0;
  at('unsent-list').replaceChildren(
    ...texts.map(({ text }) => element('li', { class: 'kept text', dir: 'auto' }, text)),
  );
  show('stop');
}

/** Asks for a name, and for the code when the link's secret does not help; `problem` says why. */
export function showDoor(problem) {
  at('problem').textContent = problem;
  at('code-field').hidden = Boolean(visit.secret) && !problem;
  at('code').required = !at('code-field').hidden;
  at('name').value = visit.name ?? kept.name;
  show('door');
}

/** Calls `join()` when somebody has filled in the door's form. */
export function onJoin(join) {
  at('name').maxLength = NAME_CHARS;
  at('join').addEventListener('submit', (event) => {
    event.preventDefault();
    if (!at('code-field').hidden) visit.secret = clean(at('code').value);
    visit.name = kept.name = clean(at('name').value);
    saveVisit();
    join();
  });
}
