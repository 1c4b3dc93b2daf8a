// The page of a session for phones and browsers. It holds no copy of the document: the room sends the map and what changes on
// it, the page sends what its person does (src/session/phone.rs), and everything unanswered waits in local storage.

import { Back, giveBack, giveBackOrphans, putAside, waitingTexts } from './back.js';
import { Board } from './board.js';
import { Connection } from './connection.js';
import { at, count, write } from './dom.js';
import { Header } from './header.js';
import { client, isTakenOver, kept, refresh, save, saveVisit, takeOver, takeSecret, visit } from './keep.js';
import { MineList } from './mine.js';
import { BoardList } from './notes.js';
import { Outbox } from './outbox.js';
import { onJoin, showDoor, showRoom, showStop } from './screens.js';
import { Writing } from './writing.js';

/** The session as the room tells it; `start` is where to go on after a welcome, `why` what was said instead of one. */
const session = {
  name: '',
  role: 'viewer',
  locked: false,
  people: 0,
  start: null,
  why: '',
  isShown: false,
  isOver: false,
};

const board = new Board();
const connection = new Connection({ hello, heard, changed, ended });
const outbox = new Outbox((message) => connection.send(message));

const header = new Header({ rename, toggleReady });
const writing = new Writing(board, (edit, quadrant) => {
  act(edit);
  say(connection.isUp ? `Added to ${quadrant}.` : `Kept for ${quadrant}. It is sent when the connection is back.`);
});
const back = new Back(board, act, render);
const mine = new MineList(at('mine-list'), board, act, say);
const list = new BoardList(at('board'), ({ id, voted }) => act({ do: 'vote', id, on: !voted }));

/** What this person may do now: `write`, `wait` while the board is locked, or `read`. */
function can() {
  if (session.role === 'viewer' || session.isOver) return 'read';
  return session.locked ? 'wait' : 'write';
}

function act(edit) {
  outbox.add(edit);
  render();
}

/** Tells those who cannot see what has just happened. */
function say(sentence) {
  // The same words again are heard only if the text is another.
  at('said').textContent = at('said').textContent === sentence ? `${sentence}\u00a0` : sentence;
}

function rename(name) {
  visit.name = kept.name = name;
  saveVisit();
  save();
  connection.send({ t: 'name', name });
}

function toggleReady() {
  visit.isReady = !visit.isReady;
  saveVisit();
  connection.send({ t: 'ready', ready: visit.isReady });
  render();
}

function hello() {
  return { t: 'hello', secret: visit.secret, client: client(), name: visit.name };
}

function heard(message) {
  switch (message.t) {
    case 'welcome':
      welcome(message);
      break;
    case 'done':
      done(message.seq);
      break;
    case 'refused':
      refused(message);
      break;
    case 'changed':
      board.change(message);
      break;
    case 'state':
      tell(message);
      break;
  }
  render();
}

function welcome({ done, lineage, map, ...state }) {
  board.load(map);
  Object.assign(session, { isOver: false, why: '', start: { done, lineage } });
  tell(state);
  if (!session.isShown) showRoom();
  session.isShown = true;
}

/** Goes on where the room and this browser were together, once a welcome. */
function resume() {
  if (!session.start) return;
  const { done, lineage } = session.start;
  session.start = null;
  takeOver();
  writing.restore();
  if (kept.lineage !== lineage) putAside();
  kept.lineage = lineage;
  const edits = kept.waiting.map(({ edit }) => edit);
  const deleted = new Set(edits.filter((edit) => edit.do === 'delete').map((edit) => edit.id));
  const missing = outbox
    .resume(done)
    .filter(({ do: what, id }) => what === 'add' && !deleted.has(id) && !board.note(id));
  if (missing.length) giveBack(missing, 'This note is not on the board. It was refused, or somebody has deleted it.');
  connection.send({ t: 'ready', ready: visit.isReady });
}

/** Takes in name, role, lock and number of people. */
function tell({ name, role, locked, people }) {
  Object.assign(session, { name, role, locked, people });
  // A viewer sends nothing, and does not speak for this browser; the facilitator may make a participant of them later.
  if (role !== 'viewer') resume();
  outbox.isOpen = connection.isUp && can() === 'write';
  outbox.flush();
}

function done(seq) {
  const edit = outbox.settle(seq);
  if (edit) board.settle(edit);
}

function refused({ seq, why }) {
  if (!connection.isUp) {
    session.why = why;
    return;
  }
  const edit = outbox.settle(seq);
  giveBack(edit ? [edit, ...outbox.withdraw(edit.id)] : [], why);
}

/** The connection is up or down, or an attempt has failed. */
function changed() {
  if (!connection.isUp) {
    outbox.isOpen = false;
    if (!session.isShown) showStop(session.why ? 'later' : 'unreachable', session.why, [], start);
  }
  render();
}

/** The close code for a secret that is not, or no longer, of the session. */
const WRONG_SECRET = 4401;

/** The room has closed for good. */
function ended(code, reason) {
  session.isOver = true;
  if (code === 4410 && session.isShown) return render();
  session.isShown = false;
  if (code === WRONG_SECRET) showDoor(session.why || reason);
  else showStop(code, reason, waitingTexts(), start);
}

/** Goes in at once where somebody has been before, in this tab. */
function enter() {
  if (visit.secret && visit.name !== null) start();
  else showDoor('');
}

function start() {
  refresh();
  Object.assign(session, { isShown: false, why: '' });
  showStop('connecting', '', [], start);
  connection.start();
}

/** Another tab of this browser speaks for it now. */
function stepAside() {
  if (!session.isShown || can() === 'read' || !isTakenOver()) return;
  connection.stop();
  session.isShown = false;
  showStop('elsewhere', '', [], start);
}

let frame = 0;

/** Brings the page in line with everything, once before the next frame. */
function render() {
  frame ||= requestAnimationFrame(() => {
    frame = 0;
    if (session.isShown) renderRoom();
  });
}

function renderRoom() {
  const notes = board.seen(kept.waiting.map(({ edit }) => edit));
  header.render(board.head, { ...session, isReady: Boolean(visit.isReady) }, can());
  renderState();
  list.render(board.head, notes, can());
  write(at('board-count'), count(notes.length, 'note'));
  for (const id of ['writing', 'mine', 'back']) at(id).hidden = can() === 'read';
  if (can() === 'read') return;
  const own = notes.filter((note) => note.mine).reverse();
  const hasOrphans = giveBackOrphans(own);
  writing.render(can());
  mine.render(own, can());
  back.render(can());
  if (hasOrphans) at('back-heading').focus();
  write(at('mine-count'), own.length ? count(own.length, 'note') : 'None yet');
}

const BANNERS = {
  over: 'The session has ended. You can go on reading here.',
  viewer: 'You can read everything here. Only participants write.',
  locked: 'The facilitator has locked the board. Reading goes on; you can write and vote again when it is unlocked.',
};

function renderState() {
  const isViewer = session.role === 'viewer';
  write(at('banner'), BANNERS[session.isOver ? 'over' : isViewer ? 'viewer' : session.locked ? 'locked' : ''] ?? '');
  const isLost = !session.isOver && !connection.isUp;
  const lost = isViewer ? 'Not connected. Trying again…' : 'Not connected. What you write is kept and sent later.';
  write(at('line'), session.isOver ? 'The session has ended' : isLost ? lost : 'Connected');
  at('line').parentElement.classList.toggle('lost', isLost);
  const waiting = kept.waiting.length > 0 && `${count(kept.waiting.length, 'change')} waiting`;
  const returned = kept.returned.length > 0 && `${kept.returned.length} not done, see the top`;
  write(at('queue'), [waiting, returned].filter(Boolean).join(' · '));
}

addEventListener('storage', stepAside);
document.addEventListener('visibilitychange', stepAside);
// Another QR code, scanned while the page is open.
addEventListener('hashchange', () => takeSecret() && enter());

onJoin(start);
takeSecret();
enter();
