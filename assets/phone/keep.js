// What outlives a reload.

const VISIT_KEY = 'empathy-map visit';
const KEPT_KEY = 'empathy-map';
const TAB_KEY = 'empathy-map tab';

/** So many random bytes, as letters and digits. */
export function random(bytes) {
  return Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );
}

/** A browser may refuse its storage, in a private window for example: then everything works but a reload. */
function attempt(action) {
  try {
    return action();
  } catch {
    return null;
  }
}

/**
 * This tab's visit, in session storage: the `secret` that lets it in, the `name` once somebody has joined, and
 * whether they said that they are done. The secret is
 * taken out of the address, so that neither the browser's history nor a look over the shoulder has the way in.
 */
export const visit = {
  secret: '',
  name: null,
  isReady: false,
  ...attempt(() => JSON.parse(sessionStorage.getItem(VISIT_KEY))),
};

export function saveVisit() {
  attempt(() => sessionStorage.setItem(VISIT_KEY, JSON.stringify(visit)));
}

/** Takes the secret out of the address; false when there is none. */
export function takeSecret() {
  const secret = location.hash.slice(1);
  if (!secret) return false;
  Object.assign(visit, { secret, isReady: false });
  saveVisit();
  history.replaceState(null, '', location.pathname);
  return true;
}

/** What this browser keeps in local storage, for whichever tab speaks for it. */
export const kept = {
  /** Who this browser is. */
  client: random(16),
  /** The name that was used last. */
  name: '',
  /** The session that all the rest belongs to. */
  lineage: '',
  /** The number of the last edit that was sent. It never goes back, whatever the session: no number stands for two edits. */
  seq: 0,
  /** Edits without an answer, oldest first: `{ edit, seq }`; they get `seq` when they are first sent. */
  waiting: [],
  /** What the room refused: `{ id, why, text, quadrant }`. */
  returned: [],
  /** What was written for another session and never sent: `{ id, text, quadrant }`. */
  earlier: [],
  /** The note that is being written. */
  draft: '',
  /** Where it is to go. */
  quadrant: '',
  /** Notes whose text is being changed, by id: `{ before, text, quadrant }`. */
  editing: {},
};

const tab = random(8);

/** Whether another tab, or this one before a reload, is the last that spoke for this browser. */
export const isTakenOver = () => (attempt(() => localStorage.getItem(TAB_KEY)) ?? tab) !== tab;

/**
 * Who this browser is to the room that the secret opens. Another link is somebody else: a viewer's tab beside a participant's
 * would make a viewer of both.
 */
export function client() {
  let hash = 0x811c9dc5;
  for (const letter of visit.secret) hash = Math.imul(hash ^ letter.codePointAt(0), 0x01000193);
  return `${kept.client}${(hash >>> 0).toString(16)}`;
}

/** Reads what another tab has kept meanwhile. */
export function refresh() {
  if (isTakenOver())
    Object.assign(
      kept,
      attempt(() => JSON.parse(localStorage.getItem(KEPT_KEY))),
    );
}

refresh();

/** Writes down what is kept, unless another tab speaks for this browser: two would number their edits alike. */
export function save() {
  if (!isTakenOver()) attempt(() => localStorage.setItem(KEPT_KEY, JSON.stringify(kept)));
}

/** Makes this tab the one that speaks for this browser. */
export function takeOver() {
  refresh();
  attempt(() => localStorage.setItem(TAB_KEY, tab));
  save();
}
