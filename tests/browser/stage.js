// What the tests play with: a browser, sessions, and phones whose people write, vote and lose their connection.

import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test as nodeTest } from 'node:test';
import { chromium } from 'playwright-core';
import { Host, sample } from './host.js';
import { WiFi } from './wifi.js';

const FLAGS =
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';
/** What Chromium itself logs when a connection fails or an address is refused is no mistake of the page. */
const NETWORK = /WebSocket connection to|net::ERR_/;
const PICTURES = process.env.PICTURES;

let browser;
before(async () => {
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS.split(' ') });
  if (PICTURES) await mkdir(PICTURES, { recursive: true });
});
after(() => browser.close());

/** A test with a session; afterwards the page must have made no errors. */
export function test(name, body) {
  nodeTest(name, { timeout: 120_000 }, async () => {
    const stage = new Stage();
    try {
      await body(stage);
      assert.deepEqual(stage.errors, [], 'errors in the console');
    } finally {
      await stage.strike();
    }
  });
}

class Stage {
  errors = [];
  #contexts = [];
  #ends = [];

  /** A session with this map, or a sample. */
  async host(map, port) {
    const host = await Host.start(map ?? (await sample('dana')), port);
    this.#ends.push(() => host.remove());
    return host;
  }

  /** A network that can fail, between phones and a host. */
  async wifi(host) {
    const wifi = await WiFi.to(host.port);
    this.#ends.unshift(() => wifi.close());
    return wifi;
  }

  /** A phone with a browser of its own, its storage empty. */
  async phone(options = {}) {
    const context = await browser.newContext({
      viewport: { width: 390, height: 844 },
      deviceScaleFactor: 2,
      ...options,
    });
    this.#contexts.push(context);
    return this.tab(context);
  }

  /** Another tab in the same browser. */
  async tab(context) {
    const page = await context.newPage();
    page.on('pageerror', (error) => this.errors.push(error.message));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type()) && !NETWORK.test(message.text()))
        this.errors.push(message.text());
    });
    return new Phone(page);
  }

  /** A phone whose person has joined by a link. */
  async joined(link, name = '', options) {
    const phone = await this.phone(options);
    await phone.open(link);
    await phone.join(name);
    return phone;
  }

  async strike() {
    for (const context of this.#contexts) await context.close();
    for (const end of this.#ends) await end();
  }
}

/** A person with a phone: what they can do and see. */
export class Phone {
  constructor(page) {
    this.page = page;
    page.setDefaultTimeout(20_000);
    this.field = page.getByRole('textbox', { name: /^New note in/ });
    this.board = page.locator('#board');
    this.mine = page.locator('#mine-list');
    this.line = page.locator('#line');
  }

  context() {
    return this.page.context();
  }

  open(link) {
    return this.page.goto(link);
  }

  async join(name = '', code) {
    if (code) await this.page.getByRole('textbox', { name: 'Code', exact: true }).fill(code);
    await this.page.getByRole('textbox', { name: 'Your name' }).fill(name);
    await this.page.getByRole('button', { name: 'Join' }).click();
    await this.isConnected();
  }

  isConnected() {
    return this.line.getByText('Connected', { exact: true }).waitFor();
  }

  isLost() {
    return this.line.getByText('Not connected').waitFor();
  }

  /** Sees a text somewhere. */
  sees(text) {
    return this.page.getByText(text).first().waitFor();
  }

  /** The heading that the page has now. */
  heading() {
    return this.page.locator('h1:visible').textContent();
  }

  async reads(heading) {
    await this.page.getByRole('heading', { level: 1, name: heading }).waitFor();
  }

  async write(quadrant, text) {
    await this.page.getByRole('radio', { name: quadrant }).check();
    await this.field.fill(text);
    await this.page.getByRole('button', { name: 'Add', exact: true }).click();
  }

  /** A note on the board by its text. */
  note(text) {
    return this.board.getByRole('listitem').filter({ has: this.page.getByText(text, { exact: true }) });
  }

  /** One of their own notes by its text. */
  own(text) {
    return this.mine.getByRole('listitem').filter({ has: this.page.getByText(text, { exact: true }) });
  }

  async change(text, after) {
    await this.own(text).getByRole('button', { name: /^Edit/ }).click();
    await this.page.getByRole('textbox', { name: 'Text of the note' }).fill(after);
    await this.page.getByRole('button', { name: 'Save' }).click();
  }

  async remove(text) {
    await this.own(text)
      .getByRole('button', { name: /^Delete/ })
      .click();
    await this.own(text)
      .getByRole('group')
      .getByRole('button', { name: /^Delete/ })
      .click();
  }

  vote(text) {
    return this.note(text).getByRole('button', { name: /^\+1/ });
  }

  /** Waits until nothing of theirs waits any more. */
  async isSettled() {
    await this.page.locator('#queue').filter({ hasText: /^$/ }).waitFor({ state: 'attached' });
  }

  /** All texts on the board, in order. */
  texts() {
    return this.board.locator('.text').allTextContents();
  }

  /** Takes a picture, to be looked at. */
  async picture(name, options) {
    if (PICTURES) await this.page.screenshot({ path: join(PICTURES, `${name}.png`), ...options });
  }

  /** Text at twice its size, as people set it in their phone. */
  enlarge() {
    return this.page.evaluate(() => void (document.documentElement.style.fontSize = '200%'));
  }
}
