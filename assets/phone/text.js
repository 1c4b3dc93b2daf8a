// What people write, as the room takes it.

import { PHONE_NOTE_CHARS } from './limits.js';

/** How long the room counts a text: in code points, not in UTF-16 units. */
export const length = (text) => [...text].length;

/** The text without what no map holds: control characters, halves of emoji, space around it. */
export const clean = (text) =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b-\u001f]/g, '')
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .trim();

const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz';

/** A new identifier as the editor makes them: a ULID in lower case, 48 bits of time and 80 of chance. */
export function newId() {
  let time = Date.now();
  let id = '';
  for (let place = 0; place < 10; place++) {
    id = LETTERS[time % 32] + id;
    time = Math.floor(time / 32);
  }
  return id + Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => LETTERS[byte % 32]).join('');
}

/** What keeps a text from being a note, or nothing. */
export function problem(text) {
  const over = length(text) - PHONE_NOTE_CHARS;
  return over > 0
    ? `${over === 1 ? '1 letter' : `${over} letters`} too many. Make it shorter, or make two notes of it.`
    : '';
}
