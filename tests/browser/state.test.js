// What the page says when it does not go on: a room that refuses, closes, locks. The room is played here, message by message,
// so that each of its answers comes when it is wanted.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repository } from './host.js';
import { test } from './stage.js';

const QUADRANTS = [
  { id: 'thinks', title: 'Thinks', prompt: 'What occupies her mind?', tone: 'blue' },
  { id: 'pains', title: 'Pain points', prompt: 'What gets in her way?', tone: 'amber' },
];

/** A phone whose room is the test: `answer(message, say)` is called for what the page sends. */
async function played(stage, answer = () => {}) {
  const { links } = await stage.host();
  const phone = await stage.phone();
  const room = { sent: [], seats: 0 };
  await phone.page.routeWebSocket('**/phone', (socket) => {
    room.seats++;
    room.say = (message) => room.isSilent || socket.send(JSON.stringify(message));
    room.close = (code) => socket.close({ code, reason: 'A reason' });
    socket.onMessage((text) => {
      const message = JSON.parse(text);
      if (message.t === 'ping') return room.say({ t: 'pong' });
      room.sent.push(message);
      if (message.t === 'hello' && room.refusal) {
        room.say({ t: 'refused', seq: 0, why: 'There were too many wrong codes. Try again in 1 seconds.' });
        room.close(room.refusal);
      } else if (message.t === 'hello') room.say(welcome(room.welcome));
      answer(message, room);
    });
  });
  room.phone = phone;
  await phone.open(links.participant);
  await phone.join('Mei');
  return room;
}

/** Waits for something that the room sees. */
async function until(holds) {
  while (!holds()) await new Promise((later) => setTimeout(later, 20));
}

const welcome = (changes) => ({
  t: 'welcome',
  you: 7,
  name: 'Mei',
  role: 'participant',
  done: 0,
  lineage: 'first',
  map: { title: 'Dana', persona: '', quadrants: QUADRANTS, themes: [], notes: [] },
  locked: false,
  people: 2,
  ...changes,
});

const state = (changes) => ({ t: 'state', name: 'Mei', role: 'participant', locked: false, people: 2, ...changes });

/** A room that does what it is asked for. */
const doing = (message, { say }) => message.seq && say({ t: 'done', seq: message.seq });

test('each reason to close has a page that says what to do', async (stage) => {
  for (const [code, heading, button] of [
    [4400, 'This page does not fit the session', 'Try again'],
    [4403, 'You are no longer in the session', 'Join again'],
    [4423, 'Nobody new is let in at the moment', 'Try again'],
    [4429, 'The session is full', 'Try again'],
    [4499, 'The session has closed the connection', 'Try again'],
  ]) {
    const room = await played(stage);
    await room.phone.write('Thinks', 'Written just before');
    room.close(code);
    await room.phone.reads(heading);
    await room.phone.sees('Written just before');
    const seats = room.seats;
    await room.phone.page.getByRole('button', { name: button }).click();
    await room.phone.isConnected();
    assert.equal(room.seats, seats + 1, 'it does not try again by itself');
  }
});

test('a connection that breaks comes back by itself', async (stage) => {
  const room = await played(stage, doing);
  for (const code of [1008, 1013, 1011]) {
    const seats = room.seats;
    room.close(code);
    await until(() => room.seats > seats);
    await room.phone.isConnected();
    assert.equal(room.seats, seats + 1);
  }
});

test('whoever has to wait at the gate is told, and let in without doing anything', async (stage) => {
  const room = await played(stage, doing);
  room.refusal = 1013;
  await room.phone.page.reload();
  await room.phone.reads('Not let in yet');
  await room.phone.sees('There were too many wrong codes.');
  room.refusal = 0;
  await room.phone.isConnected();
});

test('a room that falls silent is shown as lost, and tried again', async (stage) => {
  const room = await played(stage);
  room.isSilent = true;
  await room.phone.isLost();
  room.isSilent = false;
  await room.phone.isConnected();
});

test('a refused note is told, given back, and can be tried again', async (stage) => {
  let isRefusing = true;
  const room = await played(stage, (message, { say }) => {
    if (message.t !== 'edit') return;
    say(isRefusing ? { t: 'refused', seq: message.seq, why: 'You have 500 notes.' } : { t: 'done', seq: message.seq });
  });
  const { phone } = room;
  await phone.write('Pain points', 'One too many');
  const back = phone.page.getByRole('region', { name: 'Not on the board' });
  await back.getByText('You have 500 notes.').waitFor();
  await back.getByText('One too many').waitFor();
  await phone.picture('refused');
  assert.equal(await phone.mine.getByRole('listitem').count(), 0);
  await phone.page.reload();
  await phone.isConnected();
  isRefusing = false;
  await back.getByRole('button', { name: /^Try again/ }).click();
  await phone.own('One too many').waitFor();
  await back.waitFor({ state: 'hidden' });
  assert.deepEqual(
    room.sent.filter(({ t }) => t === 'edit').map(({ text, quadrant }) => [text, quadrant]),
    [
      ['One too many', 'pains'],
      ['One too many', 'pains'],
    ],
  );
});

test('a refused vote is told', async (stage) => {
  const note = { id: 'n', quadrant: 'thinks', text: 'A note', votes: 3 };
  const room = await played(stage, (message, { say }) => {
    if (message.t === 'hello') say({ t: 'changed', notes: [note], gone: [] });
    if (message.t === 'edit') say({ t: 'refused', seq: message.seq, why: 'This note is gone.' });
  });
  await room.phone.vote('A note').click();
  await room.phone.sees('This note is gone.');
  await room.phone.note('A note').getByText('3 votes').waitFor();
  await room.phone.page.getByRole('button', { name: 'Close' }).click();
  await room.phone.page.getByText('This note is gone.').waitFor({ state: 'detached' });
});

test('a note that was deleted while it was being changed gives its text back', async (stage) => {
  const room = await played(stage, doing);
  const { phone } = room;
  await phone.write('Thinks', 'Soon gone');
  await phone.own('Soon gone').getByRole('button', { name: /^Edit/ }).click();
  await phone.page.getByRole('textbox', { name: 'Text of the note' }).fill('Soon gone, with more words');
  room.say({ t: 'changed', notes: [], gone: [room.sent.find(({ t }) => t === 'edit').id] });
  await phone.sees('Somebody deleted this note while you changed it.');
  await phone.page.getByRole('button', { name: /^Try again/ }).click();
  await phone.own('Soon gone, with more words').waitFor();
});

test('a change that somebody else makes meanwhile leaves the caret and the words alone', async (stage) => {
  const room = await played(stage, doing);
  const { phone } = room;
  await phone.write('Thinks', 'Calls');
  const { id } = room.sent.find(({ t }) => t === 'edit');
  await phone.own('Calls').getByRole('button', { name: /^Edit/ }).click();
  await phone.page.keyboard.type(' at noon');
  room.say({ t: 'changed', notes: [{ id, quadrant: 'thinks', text: 'Calls us', mine: true }], gone: [] });
  await phone.note('Calls us').waitFor();
  await phone.page.keyboard.type(' again');
  await phone.page.getByRole('button', { name: 'Save' }).click();
  await phone.isSettled();
  const { before, after } = room.sent.findLast(({ t }) => t === 'edit');
  assert.deepEqual([before, after], ['Calls', 'Calls at noon again']);
});

test('a locked board is told and keeps what is written until it opens', async (stage) => {
  const room = await played(stage, doing);
  const { phone } = room;
  await phone.write('Thinks', 'Before the lock');
  await phone.field.fill('Half a thou');
  room.say(state({ locked: true }));
  await phone.sees('The facilitator has locked the board.');
  await phone.picture('locked');
  assert.ok(await phone.page.getByRole('button', { name: 'Add', exact: true }).isDisabled());
  assert.ok(await phone.vote('Before the lock').isDisabled());
  assert.ok(await phone.own('Before the lock').getByRole('button', { name: /^Edit/ }).isDisabled());
  assert.equal(await phone.field.inputValue(), 'Half a thou');
  room.say(state({ locked: false }));
  await phone.page.getByRole('button', { name: 'Add', exact: true }).click();
  await phone.own('Half a thou').waitFor();
});

test('somebody who was made a viewer reads, and writes again as a participant', async (stage) => {
  const room = await played(stage, doing);
  const { phone } = room;
  room.say(state({ role: 'viewer' }));
  await phone.sees('You can read everything here.');
  assert.equal(await phone.field.isVisible(), false);
  room.say(state());
  await phone.write('Thinks', 'Back again');
  await phone.own('Back again').waitFor();
});

test('a refusal whose answer got lost gives the text back', async (stage) => {
  const room = await played(stage);
  await room.phone.write('Thinks', 'Refused unheard');
  await room.phone.own('Refused unheard').waitFor();
  room.welcome = { done: 1 };
  room.close(1011);
  await room.phone.sees('This note is not on the board.');
  await room.phone.page.getByRole('region', { name: 'Not on the board' }).getByText('Refused unheard').waitFor();
});

test('a note that was written and deleted while no answer came is not given back', async (stage) => {
  const room = await played(stage);
  await room.phone.write('Thinks', 'Written and deleted');
  await room.phone.remove('Written and deleted');
  room.welcome = { done: 2 };
  room.close(1011);
  await until(() => room.seats === 2);
  await room.phone.isSettled();
  assert.equal(await room.phone.page.getByText('Written and deleted').count(), 0);
});

test('many edits that waited keep to the room’s pace', async (stage) => {
  const times = [];
  const room = await played(stage, (message, seat) => {
    if (message.t === 'edit') times.push(Date.now());
    doing(message, seat);
  });
  const { phone } = room;
  room.say(state({ locked: true }));
  await phone.sees('The facilitator has locked the board.');
  await phone.page.evaluate(() => {
    const kept = JSON.parse(localStorage.getItem('empathy-map'));
    kept.waiting = Array.from({ length: 45 }, (_, n) => ({
      edit: { do: 'add', id: `n${n}`, quadrant: 'thinks', text: `${n}` },
    }));
    localStorage.setItem('empathy-map', JSON.stringify(kept));
  });
  await phone.page.reload();
  await phone.isConnected();
  await phone.isSettled();
  assert.deepEqual(
    room.sent.filter(({ t }) => t === 'edit').map(({ seq }) => seq),
    times.map((_, index) => index + 1),
  );
  assert.equal(times.length, 45);
  for (let index = 25; index < times.length; index++) assert.ok(times[index] - times[index - 25] > 1_000, 'too fast');
});

test('the page’s limits are the room’s', async () => {
  const numbers = (text, word) =>
    Object.fromEntries(
      [...text.matchAll(new RegExp(`${word} const (\\w+)[^=]*= ([^;]+);`, 'g'))].map(([, name, value]) => [
        name,
        value.replaceAll('_', ''),
      ]),
    );
  const theirs = numbers(await readFile(join(repository, 'src/session/limits.rs'), 'utf8'), 'pub');
  const ours = numbers(await readFile(join(repository, 'assets/phone/limits.js'), 'utf8'), 'export');
  assert.ok(Object.keys(ours).length > 5);
  for (const [name, value] of Object.entries(ours)) assert.equal(value, theirs[name], name);
});
