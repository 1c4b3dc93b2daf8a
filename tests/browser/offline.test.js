// While the connection is bad: what is written waits, arrives once, and is never lost.

import assert from 'node:assert/strict';
import { test } from './stage.js';

/** A host, a phone behind a Wi-Fi that can fail, and another phone that sees what arrives. */
async function apart(stage) {
  const host = await stage.host();
  const wifi = await stage.wifi(host);
  const mei = await stage.joined(wifi.through(host.links.participant), 'Mei');
  const jonas = await stage.joined(host.links.participant, 'Jonas');
  return { host, wifi, mei, jonas };
}

/** The texts of the board that begin with a word, as another phone sees them. */
const arrived = async (phone, word) => (await phone.texts()).filter((text) => text.startsWith(word));

test('what is done without a connection waits, is shown, and arrives once', async (stage) => {
  const { host, wifi, mei, jonas } = await apart(stage);
  await mei.write('Does', 'Here before');
  await jonas.note('Here before').waitFor();
  wifi.loseReach();
  await mei.isLost();
  await mei.write('Does', 'Written outside 1');
  await mei.write('Feels', 'Written outside 2');
  await mei.write('Feels', 'Written outside and deleted');
  await mei.change('Written outside 2', 'Written outside 2, changed');
  await mei.remove('Written outside and deleted');
  await mei.change('Here before', 'Here before, changed outside');
  await mei.vote('Not taken seriously').click();
  await mei.sees('4 changes waiting');
  await mei.note('Not taken seriously').getByText('5 votes').waitFor();
  await mei.picture('offline');
  assert.deepEqual(await arrived(jonas, 'Written'), []);

  wifi.comeBack();
  await mei.isConnected();
  await mei.isSettled();
  await jonas.note('Here before, changed outside').waitFor();
  await jonas.note('Written outside 2, changed').waitFor();
  assert.deepEqual((await arrived(jonas, 'Written')).sort(), ['Written outside 1', 'Written outside 2, changed']);
  await jonas.note('Not taken seriously').getByText('5 votes').waitFor();
  const saved = (await host.savedMap()).notes.filter(({ text }) => text.startsWith('Written'));
  assert.equal(saved.length, 2);
});

test('an edit whose answer got lost is not done twice', async (stage) => {
  const { wifi, mei, jonas } = await apart(stage);
  wifi.loseAnswers();
  await mei.write('Does', 'Said once');
  await mei.vote('Not taken seriously').click();
  await jonas.note('Said once').waitFor();
  await jonas.note('Not taken seriously').getByText('5 votes').waitFor();
  await mei.isLost();
  wifi.comeBack();
  await mei.isConnected();
  await mei.isSettled();
  await mei.write('Does', 'Said afterwards');
  await jonas.note('Said afterwards').waitFor();
  assert.deepEqual(await arrived(jonas, 'Said once'), ['Said once']);
  await jonas.note('Not taken seriously').getByText('5 votes').waitFor();
});

test('an edit whose answer got lost is not done twice after a reload either', async (stage) => {
  const { wifi, mei, jonas } = await apart(stage);
  wifi.loseAnswers();
  await mei.write('Does', 'Said once');
  await jonas.note('Said once').waitFor();
  await mei.isLost();
  wifi.comeBack();
  await mei.page.reload();
  await mei.isConnected();
  await mei.isSettled();
  await mei.own('Said once').waitFor();
  assert.deepEqual(await arrived(jonas, 'Said once'), ['Said once']);
});

test('notes that wait survive a reload', async (stage) => {
  const { wifi, mei, jonas } = await apart(stage);
  wifi.loseReach();
  await mei.isLost();
  for (let note = 1; note <= 40; note++) await mei.write('Does', `Kept ${note}`);
  wifi.comeBack();
  await mei.page.reload();
  await mei.isConnected();
  await jonas.note('Kept 40').waitFor();
  await mei.isSettled();
  assert.equal((await arrived(jonas, 'Kept')).length, 40);
});

test('a browser that says it is offline is shown as such, and comes back at once', async (stage) => {
  const { mei, jonas, wifi } = await apart(stage);
  wifi.loseReach();
  await mei.context().setOffline(true);
  await mei.isLost();
  await mei.write('Does', 'In the tunnel');
  wifi.comeBack();
  await mei.context().setOffline(false);
  await mei.isConnected();
  await jonas.note('In the tunnel').waitFor();
});

test('another session gets nothing unasked that was written for an earlier one', async (stage) => {
  const host = await stage.host();
  const wifi = await stage.wifi(host);
  const mei = await stage.joined(wifi.through(host.links.participant), 'Mei');
  wifi.loseReach();
  await mei.isLost();
  await mei.write('Does', 'For the first session 1');
  await mei.write('Feels', 'For the first session 2');
  await host.startAgain();
  wifi.comeBack();
  await mei.page.getByRole('textbox', { name: 'Code', exact: true }).waitFor();
  await mei.open(wifi.through(host.links.participant));
  await mei.isConnected();
  await mei.sees('2 notes from before were not sent.');
  assert.deepEqual(await arrived(mei, 'For'), []);
  await mei.picture('from-before');
  await mei.page.getByRole('button', { name: 'Add them here' }).click();
  await mei.isSettled();
  const jonas = await stage.joined(host.links.participant, 'Jonas');
  assert.equal((await arrived(jonas, 'For')).length, 2);
  assert.equal(await mei.page.getByText('from before').isVisible(), false);
});
