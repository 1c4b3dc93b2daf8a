// Everybody can use the page: axe-core finds nothing serious, nothing is cut with large text, and it is small.

import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { repository } from './host.js';
import { test } from './stage.js';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const BUDGET_BYTES = 50 << 10;

/** What axe-core finds on a page now, but for what is minor. */
async function barriers({ page }) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run({ resultTypes: ['violations'] }));
  return violations
    .filter(({ impact }) => impact !== 'minor')
    .map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('\n')}`,
    );
}

/** What sticks out at the side. */
const isWide = ({ page }) => page.evaluate(() => document.documentElement.scrollWidth > innerWidth);

async function look(phone, name) {
  assert.deepEqual(await barriers(phone), [], name);
  assert.equal(await isWide(phone), false, `${name} scrolls sideways`);
  await phone.picture(name);
  await phone.picture(`${name}-whole`, { fullPage: true, scale: 'css' });
}

const LOOKS = {
  light: {},
  dark: { colorScheme: 'dark' },
  large: { isLarge: true },
  'large-dark': { isLarge: true, colorScheme: 'dark' },
  narrow: { viewport: { width: 320, height: 568 } },
  wide: { viewport: { width: 1280, height: 800 } },
  contrast: { forcedColors: 'active' },
};

for (const [name, { isLarge, ...options }] of Object.entries(LOOKS)) {
  test(`no barrier, and nothing cut: ${name}`, async (stage) => {
    const { links } = await stage.host();
    const phone = await stage.phone({ reducedMotion: 'reduce', ...options });
    await phone.open(links.participant.replace(/#.*/, ''));
    if (isLarge) await phone.enlarge();
    await look(phone, `door-${name}`);
    await phone.open(links.participant);
    await phone.page.reload();
    if (isLarge) await phone.enlarge();
    await phone.join('Mei');
    await phone.write('Pain points', 'Chat closes at 18:00');
    await phone.write('Pain points', 'I have to spell my contract number every time');
    await phone.vote('Nobody owns my problem').click();
    await phone.isSettled();
    await phone.page.evaluate(() => scrollTo(0, 0));
    await look(phone, `room-${name}`);
    await phone.page.getByRole('button', { name: 'Change name' }).click();
    await phone.mine.getByRole('button', { name: /^Edit/ }).first().click();
    await phone.mine
      .getByRole('button', { name: /^Delete/ })
      .first()
      .click();
    await look(phone, `hands-${name}`);
  });
}

test('no barrier for right-to-left texts and long words', async (stage) => {
  const text = 'أحتاج إلى من يشرح لي الفاتورة قبل أن أدفعها، وليس بعد ذلك';
  const host = await stage.host({
    format: 'empathy-map',
    version: 1,
    title: 'دانا والفاتورة المفاجئة',
    persona: { name: 'دانا', role: 'زبونة' },
    quadrants: [
      { id: 'a', title: 'تفكر', prompt: 'ما الذي يشغل بالها؟', column: 0, row: 0, tone: 'blue' },
      { id: 'b', title: 'Donaudampfschifffahrtsgesellschaftskapitän', prompt: '', column: 1, row: 0, tone: 'gray' },
    ],
    themes: [{ id: 't', title: 'الفاتورة' }],
    notes: [
      { id: 'n1', quadrant: 'a', theme: 't', text, author: 'منى' },
      { id: 'n2', quadrant: 'b', text: 'https://example.org/'.padEnd(300, 'a-very-long-address') },
    ],
  });
  const phone = await stage.joined(host.links.participant, 'منى');
  await phone.write('تفكر', text.slice(0, 30));
  await phone.isSettled();
  await look(phone, 'right-to-left');
});

test('every touch target is large enough', async (stage) => {
  const { links } = await stage.host();
  const phone = await stage.joined(links.participant, 'Mei');
  await phone.write('Does', 'A note');
  const small = await phone.page.evaluate(() =>
    [...document.querySelectorAll('button, .pill, select, input:not([type="radio"]), textarea')]
      .filter((node) => node.checkVisibility())
      .map((node) => [node.textContent || node.id, node.getBoundingClientRect()])
      .filter(([, { width, height }]) => width > 0 && (width < 44 || height < 43.5))
      .map(([name, { width, height }]) => `${name} ${width}x${height}`),
  );
  assert.deepEqual(small, []);
});

test('the whole page is small, and nothing else is loaded', async (stage) => {
  const { links } = await stage.host();
  const folder = join(repository, 'assets/phone');
  const files = await readdir(folder);
  const sizes = await Promise.all(files.map(async (file) => gzipSync(await readFile(join(folder, file))).length));
  const total = sizes.reduce((sum, size) => sum + size);
  console.log(`The page: ${files.length} files, ${total} bytes compressed.`);
  assert.ok(total < BUDGET_BYTES);
  const phone = await stage.phone();
  const loaded = new Set();
  phone.page.on('request', (request) => loaded.add(request.url()));
  await phone.open(links.participant);
  await phone.join('Mei');
  const { origin } = new URL(links.participant);
  const expected = files.map((file) => `${origin}/${file === 'index.html' ? '' : file}`);
  assert.deepEqual([...loaded].map((url) => url.replace(/#.*/, '')).sort(), expected.sort());
});
