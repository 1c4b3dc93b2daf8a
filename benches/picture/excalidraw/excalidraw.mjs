// Exports a board with Excalidraw in headless Chromium and prints how long it took, a line of JSON.
// Usage: node excalidraw.mjs BOXES.json PIXELS_WIDE

import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { chromium } from 'playwright-core';

/** Exports after the first one, of which the median counts. */
const AGAIN = 5;
const TYPES = { '.js': 'text/javascript', '.woff2': 'font/woff2', '.html': 'text/html' };
const FLAGS = '--no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update --disable-sync';

const here = import.meta.dirname;
const assets = join(here, 'node_modules/@excalidraw/excalidraw/dist/prod');
const PAGE = `<!doctype html><meta charset="utf-8"><script>window.EXCALIDRAW_ASSET_PATH = '/';</script>
<script type="module" src="/page.js"></script>`;

// Everything comes from this machine: the page, and the fonts of Excalidraw.
const server = createServer(async (request, response) => {
  const path = normalize(new URL(request.url, 'http://localhost').pathname);
  if (path === '/') return response.setHeader('content-type', 'text/html').end(PAGE);
  const file = path === '/page.js' ? join(here, 'bundle/page.js') : join(assets, path);
  if (!(await stat(file).catch(() => null))?.isFile()) return response.writeHead(404).end();
  response.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream');
  createReadStream(file).pipe(response);
});
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));

const [boxes, width] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS.split(' ') });
try {
  const page = await browser.newPage();
  await page.route((url) => url.hostname !== '127.0.0.1', (route) => route.abort());
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  await page.waitForFunction(() => window.draw);
  const elements = await page.evaluate((all) => window.draw(all), JSON.parse(await readFile(boxes, 'utf8')));
  const measured = { elements };
  for (const format of ['svg', 'png']) {
    const runs = [];
    for (let run = 0; run <= AGAIN; run += 1) {
      runs.push(await page.evaluate(([format, width]) => window[format](width), [format, Number(width)]));
    }
    const [first, ...again] = runs.map((run) => run.millis);
    again.sort((a, b) => a - b);
    measured[format] = { ...runs[0], first, again: again[AGAIN >> 1] };
  }
  console.log(JSON.stringify(measured));
} finally {
  await browser.close();
  server.close();
}
