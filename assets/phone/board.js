// The map as the room tells it, and as this person sees it: with their own edits, which the room may not know yet.

export class Board {
  /** Title, persona, quadrants and themes. */
  head = { title: '', persona: '', quadrants: [], themes: [] };
  /** The room's notes by id, in order. */
  #notes = new Map();

  /** Starts over with this map. */
  load({ notes, ...head }) {
    this.head = head;
    this.#notes = new Map(notes.map((note) => [note.id, note]));
  }

  /** Takes in what is new. */
  change({ notes, gone, head }) {
    if (head) this.head = head;
    for (const note of notes) this.#notes.set(note.id, note);
    for (const id of gone) this.#notes.delete(id);
  }

  /** A note as the room has it. */
  note(id) {
    return this.#notes.get(id);
  }

  /** The quadrant with this id, or the first one: a quadrant may vanish while somebody writes for it. */
  quadrant(id) {
    return this.head.quadrants.find((quadrant) => quadrant.id === id) ?? this.head.quadrants[0];
  }

  /** The room has done an edit, and tells what came of it in a moment: until then it is seen as it was meant. */
  settle(edit) {
    if (edit.do === 'text' && this.note(edit.id)?.text !== edit.before) return;
    apply(this.#notes, edit, {});
  }

  /** All notes with these edits done to them; notes that an edit touches are `waiting`. */
  seen(edits) {
    const notes = new Map(this.#notes);
    for (const edit of edits) apply(notes, edit, { waiting: true });
    return [...notes.values()];
  }
}

function apply(notes, edit, mark) {
  const { id, quadrant, text } = edit;
  const note = notes.get(id);
  const change = (changes) => note && notes.set(id, { ...note, ...changes, ...mark });
  switch (edit.do) {
    case 'add':
      if (!note) notes.set(id, { id, quadrant, text, mine: true, ...mark });
      break;
    case 'text':
      change({ text: edit.after });
      break;
    case 'move':
      change({ quadrant });
      break;
    case 'vote':
      if (Boolean(note?.voted) !== edit.on) change({ voted: edit.on, votes: (note?.votes ?? 0) + (edit.on ? 1 : -1) });
      break;
    case 'delete':
      notes.delete(id);
      break;
  }
}
