// Who gets in, under which name, and what the page says when nobody does.

import assert from 'node:assert/strict';
import { test } from './stage.js';

test('somebody joins with a name, and the secret leaves the address', async (stage) => {
  const { links } = await stage.host();
  const phone = await stage.joined(links.participant, 'Mei');
  await phone.reads('Dana and the surprising bill');
  await phone.sees('you are Mei');
  assert.equal(new URL(phone.page.url()).hash, '');
});

test('a guest joins without a name', async (stage) => {
  const { links } = await stage.host();
  const phone = await stage.joined(links.participant);
  assert.match(await phone.page.locator('#you').textContent(), /guest/i);
});

test('a reload comes back in without a question', async (stage) => {
  const { links } = await stage.host();
  const phone = await stage.joined(links.participant, 'Mei');
  await phone.page.reload();
  await phone.isConnected();
  await phone.sees('you are Mei');
});

test('a wrong secret asks for the code, and says why', async (stage) => {
  const { links } = await stage.host();
  const phone = await stage.phone();
  await phone.open(links.participant.replace(/#.*/, '#AAAAAAAAAAAAAAAAAAAAAA'));
  await phone.page.getByRole('button', { name: 'Join' }).click();
  await phone.page.getByRole('alert').filter({ hasText: /\w/ }).waitFor();
  assert.ok(await phone.page.getByRole('textbox', { name: 'Code', exact: true }).isVisible());
});

test('somebody without a camera types what lets them in', async (stage) => {
  const { links } = await stage.host();
  const { origin, hash } = new URL(links.participant);
  const phone = await stage.phone();
  await phone.open(origin);
  await phone.page.getByRole('textbox', { name: 'Code', exact: true }).fill('K7QX-4MNP');
  await phone.page.getByRole('button', { name: 'Join' }).click();
  await phone.page.getByRole('alert').filter({ hasText: /not of this session/ }).waitFor();
  await phone.join('Mei', hash.slice(1));
  await phone.sees('you are Mei');
});

test('somebody sees others come, and changes their name', async (stage) => {
  const { links } = await stage.host();
  const mei = await stage.joined(links.participant, 'Mei');
  const jonas = await stage.joined(links.participant, 'Jonas');
  await mei.sees('2 people');
  await mei.page.getByRole('button', { name: 'Change name' }).click();
  await mei.page.getByRole('textbox', { name: 'Your name' }).fill('Mei Lin');
  await mei.page.getByRole('button', { name: 'Save' }).click();
  await mei.sees('you are Mei Lin');
  await mei.write('Feels', 'Under a new name');
  await jonas.note('Under a new name').getByText('Mei Lin').waitFor();
});

test('the end of a session leaves the board to read', async (stage) => {
  const host = await stage.host();
  const phone = await stage.joined(host.links.participant, 'Mei');
  await host.end();
  await phone.sees('The session has ended. You can go on reading here.');
  assert.equal(await phone.field.isVisible(), false);
  await phone.note('Not taken seriously').waitFor();
});

test('a second tab of a browser takes over, and gives back', async (stage) => {
  const { links } = await stage.host();
  const first = await stage.joined(links.participant, 'Mei');
  await first.write('Feels', 'From the first tab');
  const second = await stage.tab(first.context());
  await second.open(links.participant);
  await second.join('Mei');
  await first.reads('You went on in another tab');
  await second.own('From the first tab').waitFor();
  await second.write('Feels', 'From the second tab');
  await second.isSettled();
  await first.page.getByRole('button', { name: 'Go on here' }).click();
  await first.own('From the second tab').waitFor();
  await second.reads('You went on in another tab');
});

test('a viewer reads and has nothing to write with', async (stage) => {
  const { links } = await stage.host();
  const viewer = await stage.joined(links.viewer, 'Ana');
  const mei = await stage.joined(links.participant, 'Mei');
  await mei.write('Feels', 'For everybody to read');
  await viewer.note('For everybody to read').waitFor();
  for (const control of [viewer.field, viewer.page.locator('.vote'), viewer.page.locator('#ready')]) {
    assert.equal(await control.first().isVisible(), false);
  }
});

test('a viewer beside a participant in one browser leaves both their place', async (stage) => {
  const { links } = await stage.host();
  const mei = await stage.joined(links.participant, 'Mei');
  const wall = await stage.tab(mei.context());
  await wall.open(links.viewer);
  await wall.join('Wall');
  await mei.write('Feels', 'Shown on the wall');
  await wall.note('Shown on the wall').waitFor();
  await mei.own('Shown on the wall').waitFor();
});
