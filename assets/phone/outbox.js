// Edits on their way to the room. Each is done once: it is kept until the room has answered, and sent again under the same
// number after a break. What was never sent may still be taken together with what follows it.

import { PHONE_MESSAGES_A_SECOND } from './limits.js';
import { isTakenOver, kept, save } from './keep.js';

/** Leaves the room's limit some air, for signs of life and a clock that runs faster than ours. */
const PAUSE_MS = 1_000 / (PHONE_MESSAGES_A_SECOND / 2);

export class Outbox {
  /** Whether edits may go out now: welcomed, and the board is open. */
  isOpen = false;
  /** The last number that was sent over this connection. */
  #sent = 0;
  #pause = 0;
  #send;

  /** `send(message)` is false when there is no connection. */
  constructor(send) {
    this.#send = send;
  }

  /** Takes in an edit. */
  add(edit) {
    if (!this.#join(edit)) kept.waiting.push({ edit });
    save();
    this.flush();
  }

  /** Sends what may be sent. */
  flush() {
    if (!this.isOpen || this.#pause || isTakenOver()) return;
    const next = kept.waiting.find(({ seq }) => !(seq <= this.#sent));
    if (!next) return;
    if (!next.seq) {
      next.seq = ++kept.seq;
      save();
    }
    if (!this.#send({ t: 'edit', seq: next.seq, ...next.edit })) return;
    this.#sent = next.seq;
    this.#pause = setTimeout(() => {
      this.#pause = 0;
      this.flush();
    }, PAUSE_MS);
  }

  /** Starts over on a new connection whose room has done everything up to this number. Gives what was done meanwhile. */
  resume(done) {
    this.#sent = 0;
    kept.seq = Math.max(kept.seq, done);
    const answered = kept.waiting.filter(({ seq }) => seq <= done);
    kept.waiting = kept.waiting.filter(({ seq }) => !(seq <= done));
    save();
    return answered.map(({ edit }) => edit);
  }

  /** The room has answered: the edit waits no longer. Gives it. */
  settle(seq) {
    const index = kept.waiting.findIndex((each) => each.seq === seq);
    if (index < 0) return null;
    const [{ edit }] = kept.waiting.splice(index, 1);
    save();
    return edit;
  }

  /** Takes back everything about a note that was never sent. Gives it. */
  withdraw(id) {
    const isHere = ({ seq, edit }) => !seq && edit.id === id;
    const edits = kept.waiting.filter(isHere);
    kept.waiting = kept.waiting.filter((each) => !isHere(each));
    return edits.map(({ edit }) => edit);
  }

  /** Takes an edit together with one that was never sent, if there is such a one. */
  #join(edit) {
    const unsent = (what) =>
      kept.waiting.find((each) => !each.seq && each.edit.id === edit.id && each.edit.do === what);
    const added = unsent('add');
    switch (edit.do) {
      case 'text': {
        const changed = unsent('text');
        if (added) added.edit.text = edit.after;
        else if (changed) changed.edit.after = edit.after;
        return Boolean(added ?? changed);
      }
      case 'move': {
        const moved = added ?? unsent('move');
        if (moved) moved.edit.quadrant = edit.quadrant;
        return Boolean(moved);
      }
      case 'vote': {
        const voted = unsent('vote');
        if (voted) kept.waiting.splice(kept.waiting.indexOf(voted), 1);
        return Boolean(voted);
      }
      case 'delete':
        this.withdraw(edit.id);
        return Boolean(added);
      default:
        return false;
    }
  }
}
