// What the facilitator does to participants.

import assert from 'node:assert/strict';
import { Facilitator } from './facilitator.js';
import { test } from './stage.js';

test('a locked board takes nothing, and everything that waits when it is unlocked', async (stage) => {
  const host = await stage.host();
  const facilitator = await Facilitator.join(host);
  const wifi = await stage.wifi(host);
  const mei = await stage.joined(wifi.through(host.links.participant), 'Mei');
  const jonas = await stage.joined(host.links.participant, 'Jonas');
  wifi.loseReach();
  await mei.isLost();
  await mei.write('Does', 'Written before anybody locked');
  facilitator.ask({ ask: 'lock_board', locked: true });
  await jonas.sees('The facilitator has locked the board.');
  assert.ok(await jonas.page.getByRole('button', { name: 'Add', exact: true }).isDisabled());
  wifi.comeBack();
  await mei.sees('The facilitator has locked the board.');
  await mei.sees('1 change waiting');
  facilitator.ask({ ask: 'lock_board', locked: false });
  await jonas.note('Written before anybody locked').waitFor();
  await mei.isSettled();
  facilitator.leave();
});

test('nobody new comes into a session whose joining is locked, and then they do', async (stage) => {
  const host = await stage.host();
  const facilitator = await Facilitator.join(host);
  const mei = await stage.joined(host.links.participant, 'Mei');
  facilitator.ask({ ask: 'lock_joining', locked: true });
  facilitator.ask({ ask: 'lock_board', locked: true });
  await mei.sees('The facilitator has locked the board.');
  const jonas = await stage.phone();
  await jonas.open(host.links.participant);
  await jonas.page.getByRole('button', { name: 'Join' }).click();
  await jonas.reads('Nobody new is let in at the moment');
  facilitator.ask({ ask: 'lock_joining', locked: false });
  facilitator.ask({ ask: 'lock_board', locked: false });
  await mei.page.getByText('The facilitator has locked the board.').waitFor({ state: 'hidden' });
  await jonas.page.getByRole('button', { name: 'Try again' }).click();
  await jonas.isConnected();
  facilitator.leave();
});

test('whoever was sent out reads why', async (stage) => {
  const host = await stage.host();
  const facilitator = await Facilitator.join(host);
  const mei = await stage.joined(host.links.participant, 'Mei');
  facilitator.ask({ ask: 'expel', person: await facilitator.person('Mei') });
  await mei.reads('You are no longer in the session');
  facilitator.leave();
});

test('a renamed participant reads their new name', async (stage) => {
  const host = await stage.host();
  const facilitator = await Facilitator.join(host);
  const mei = await stage.joined(host.links.participant, 'Mei');
  facilitator.ask({ ask: 'rename', person: await facilitator.person('Mei'), name: 'Mei from sales' });
  await mei.sees('you are Mei from sales');
  facilitator.leave();
});
