// What somebody does with notes, and that others see it.

import assert from 'node:assert/strict';
import { test } from './stage.js';

test('a note is written, changed, moved, voted on and deleted, and everybody sees it', async (stage) => {
  const { links } = await stage.host();
  const mei = await stage.joined(links.participant, 'Mei');
  const jonas = await stage.joined(links.participant, 'Jonas');

  await mei.write('Does', 'Calls from the stairwell');
  await jonas.note('Calls from the stairwell').getByText('Mei').waitFor();
  assert.equal(await jonas.own('Calls from the stairwell').count(), 0);

  await mei.change('Calls from the stairwell', 'Calls from the stairwell\nat noon');
  await jonas.board.getByText('at noon').waitFor();

  await mei.mine.getByRole('button', { name: /^Edit/ }).click();
  await mei.page.getByRole('combobox', { name: 'Quadrant' }).selectOption('Feels');
  await mei.page.getByRole('button', { name: 'Save' }).click();
  await jonas.board.locator('.quadrant', { hasText: 'Feels' }).getByText('at noon').waitFor();

  const vote = jonas.vote(/at noon/);
  await vote.click();
  await mei
    .note(/at noon/)
    .getByText('1 vote')
    .waitFor();
  assert.equal(await vote.getAttribute('aria-pressed'), 'true');
  await vote.click();
  await mei
    .note(/at noon/)
    .getByText('1 vote')
    .waitFor({ state: 'detached' });

  await mei.mine.getByRole('button', { name: /^Delete/ }).click();
  await mei.mine.getByRole('button', { name: /^Keep/ }).click();
  await mei.mine.getByRole('button', { name: /^Delete/ }).click();
  await mei.mine
    .getByRole('group')
    .getByRole('button', { name: /^Delete/ })
    .click();
  await jonas.board.getByText('at noon').waitFor({ state: 'detached' });
});

test('what somebody did is in the host’s file', async (stage) => {
  const host = await stage.host();
  const mei = await stage.joined(host.links.participant, 'Mei');
  await mei.write('Pain points', 'Nobody calls back');
  await mei.vote('Nobody calls back').click();
  await mei.page.getByRole('button', { name: 'I’m done' }).click();
  await mei.isSettled();
  const note = (await host.savedMap()).notes.find(({ text }) => text === 'Nobody calls back');
  assert.equal(note.quadrant, 'pains');
  assert.equal(note.author, 'Mei');
  assert.equal(
    Object.values(note.votes).reduce((sum, votes) => sum + votes),
    1,
  );
});

test('the focus and the spoken words follow the hand', async (stage) => {
  const { links } = await stage.host();
  const mei = await stage.joined(links.participant, 'Mei');
  const focused = () => mei.page.evaluate(() => document.activeElement.textContent || document.activeElement.id);
  await mei.write('Does', 'First');
  assert.equal(await focused(), 'note');
  await mei.sees('Added to Does.');
  await mei.write('Does', 'Second');
  await mei.own('First').getByRole('button', { name: 'Edit First' }).press('Enter');
  await mei.page.keyboard.press('Escape');
  assert.equal(await focused(), 'Edit');
  await mei.own('First').getByRole('button', { name: 'Delete First' }).press('Enter');
  assert.equal(await focused(), 'Keep');
  await mei.page.keyboard.press('Shift+Tab');
  await mei.page.keyboard.press('Enter');
  await mei.sees('The note is deleted.');
  assert.equal(await focused(), 'Edit');
});

test('texts in every script, and of every length, arrive as they were written', async (stage) => {
  const { links } = await stage.host();
  const mei = await stage.joined(links.participant, 'Mei');
  const jonas = await stage.joined(links.participant, 'Jonas');
  const texts = ['لا أحد يعاود الاتصال بي', '請求書が読めない', 'Family 👩‍👩‍👧‍👦 and 🇪🇺', 'ก็ไม่รู้เหมือนกัน', '🙂'.repeat(1_000)];
  for (const text of texts) {
    await mei.write('Thinks', text);
    await jonas.note(text).waitFor();
  }
  await mei.change('🙂'.repeat(1_000), '🙃'.repeat(1_000));
  await jonas.note('🙃'.repeat(1_000)).waitFor();
  await mei.write('Thinks', `half an emoji \ud83d, a bell \u0007 and a line\r\nbreak`);
  await jonas.note('half an emoji \ufffd, a bell  and a line\nbreak').waitFor();
});

test('a text that is too long, or none, is not sent and not lost', async (stage) => {
  const { links } = await stage.host();
  const mei = await stage.joined(links.participant, 'Mei');
  await mei.write('Thinks', 'a'.repeat(1_002));
  await mei.sees('2 letters too many');
  assert.equal((await mei.field.inputValue()).length, 1_002);
  await mei.write('Thinks', '  \n ');
  await mei.sees('Write something first.');
  assert.equal(await mei.mine.getByRole('listitem').count(), 0);
});

test('a draft and a change half made survive a reload', async (stage) => {
  const { links } = await stage.host();
  const mei = await stage.joined(links.participant, 'Mei');
  await mei.write('Does', 'Calls at noon');
  await mei.own('Calls at noon').getByRole('button', { name: /^Edit/ }).click();
  await mei.page.getByRole('textbox', { name: 'Text of the note' }).fill('Calls at night');
  await mei.field.fill('Half a thou');
  await mei.page.reload();
  await mei.isConnected();
  assert.equal(await mei.field.inputValue(), 'Half a thou');
  assert.equal(await mei.page.getByRole('textbox', { name: 'Text of the note' }).inputValue(), 'Calls at night');
  await mei.page.getByRole('button', { name: 'Save' }).click();
  await mei.note('Calls at night').waitFor();
});

const PAYLOADS = [
  '<img src=x onerror="window.isOwned=1">',
  '<script>window.isOwned=1</script>',
  '"><svg onload=window.isOwned=1>',
  '</textarea><iframe srcdoc="<script>parent.isOwned=1</script>"></iframe>',
  'javascript:window.isOwned=1//\'"`',
];

test('script in every text stays text', async (stage) => {
  const [script] = PAYLOADS;
  const host = await stage.host({
    format: 'empathy-map',
    version: 1,
    title: script,
    persona: { name: script, role: PAYLOADS[1] },
    quadrants: PAYLOADS.slice(0, 4).map((title, index) => ({
      id: `${script}${index}`,
      title,
      prompt: script,
      column: index % 2,
      row: index >> 1,
      tone: 'blue',
    })),
    themes: PAYLOADS.map((title, index) => ({ id: `${script}${index}`, title })),
    notes: PAYLOADS.map((text, index) => ({
      id: `${script}${index}`,
      quadrant: `${script}0`,
      theme: `${script}${index}`,
      text,
      author: text,
    })),
  });
  const mei = await stage.joined(host.links.participant, script.slice(0, 40));
  const jonas = await stage.joined(host.links.participant, '<b>Jonas</b>');
  await mei.field.fill(PAYLOADS[3]);
  await mei.page.getByRole('button', { name: 'Add', exact: true }).click();
  await jonas.note(PAYLOADS[3]).last().waitFor();
  await mei.mine.getByRole('button', { name: /^Edit/ }).click();
  for (const { page, board } of [mei, jonas]) {
    assert.equal(await page.title(), script);
    assert.equal(await board.locator('.text', { hasText: script }).first().textContent(), script);
    assert.equal(await page.locator('img, svg, iframe, b, script:not([src="page.js"])').count(), 0);
    assert.equal(await page.evaluate(() => window.isOwned), undefined);
  }
  await mei.picture('payloads');
});

test('a thousand notes are there, and a change touches its note alone', async (stage) => {
  const quadrants = ['thinks', 'feels', 'does', 'pains'];
  const notes = Array.from({ length: 1_000 }, (_, index) => ({
    id: `n${index}`,
    quadrant: quadrants[index % 4],
    text: `Note ${index} about something that somebody said on the phone`,
  }));
  const { links } = await stage.host({ format: 'empathy-map', version: 1, title: 'A thousand', notes });
  const mei = await stage.joined(links.participant, 'Mei');
  const jonas = await stage.joined(links.participant, 'Jonas');
  assert.equal((await mei.texts()).length, 1_000);
  await mei.page.evaluate(() => {
    window.touched = new Set();
    const watch = { childList: true, subtree: true, characterData: true, attributes: true };
    const note = (node) => (node.closest ? node : node.parentElement)?.closest('li');
    new MutationObserver((changes) => {
      for (const { target, addedNodes, removedNodes } of changes) {
        for (const node of [target, ...addedNodes, ...removedNodes]) if (note(node)) window.touched.add(note(node));
      }
    }).observe(document.getElementById('board'), watch);
  });
  await jonas.vote(notes[500].text).click();
  await mei.note(notes[500].text).getByText('1 vote').waitFor();
  await jonas.write('Does', 'One more');
  await mei.note('One more').waitFor();
  const touched = await mei.page.evaluate(() =>
    [...window.touched].map((note) => note.querySelector('.text').textContent),
  );
  assert.deepEqual(touched.sort(), [notes[500].text, 'One more']);
});
