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

  /** All notes with these edits done to them; notes that an edit touches are `waiting`. */
  seen(edits) {
    const notes = new Map(this.#notes);
    for (const edit of edits) apply(notes, edit);
    return [...notes.values()];
  }
}

function apply(notes, edit) {
  const note = notes.get(edit.id);
  const change = (changes) => note && notes.set(edit.id, { ...note, ...changes, waiting: true });
  switch (edit.do) {
    case 'add':
      if (!note) notes.set(edit.id, { id: edit.id, quadrant: edit.quadrant, text: edit.text, mine: true, waiting: true });
      break;
    case 'text':
      change({ text: edit.after });
      break;
    case 'move':
      change({ quadrant: edit.quadrant });
      break;
    case 'vote':
      if (Boolean(note?.voted) !== edit.on) change({ voted: edit.on, votes: (note?.votes ?? 0) + (edit.on ? 1 : -1) });
      break;
    case 'delete':
      notes.delete(edit.id);
      break;
  }
}
