// The WebSocket to the room, which comes back by itself.

import { HEARTBEAT_MS, HELLO_MS, LOST_MS, RETRY_MS } from './limits.js';

/** Close codes of the room after which trying again makes no sense. */
const isFinal = (code) => code >= 4400 && code < 4500;

export class Connection {
  /** Whether the room has welcomed us and was heard of lately. */
  isUp = false;
  #socket = null;
  #attempts = 0;
  #lost = 0;
  #retry = 0;
  #handlers;

  /**
   * `hello()` gives the first message, `heard(message)` gets every other than a sign of life, `changed()` is called when
   * `isUp` is another or an attempt has failed, `ended(code, reason)` when the room has closed for good.
   */
  constructor(handlers) {
    this.#handlers = handlers;
    setInterval(() => this.send({ t: 'ping' }), HEARTBEAT_MS);
    addEventListener('online', () => this.#hurry());
    document.addEventListener('visibilitychange', () => document.hidden || this.#hurry());
  }

  /** Connects, anew if need be. */
  start() {
    this.stop();
    this.#attempts = 0;
    this.#connect();
  }

  /** Disconnects, and stays so. */
  stop() {
    this.#drop();
    clearTimeout(this.#retry);
    this.#retry = 0;
  }

  /** Sends a message; false when there is no connection. */
  send(message) {
    if (!this.isUp || this.#socket.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  #connect() {
    this.#retry = 0;
    const socket = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/phone`);
    this.#socket = socket;
    this.#expect(HELLO_MS);
    socket.onopen = () => socket === this.#socket && socket.send(JSON.stringify(this.#handlers.hello()));
    socket.onmessage = ({ data }) => socket === this.#socket && this.#hear(data);
    socket.onclose = ({ code, reason }) => {
      if (socket !== this.#socket) return;
      if (!isFinal(code)) return this.#again();
      this.stop();
      this.#handlers.ended(code, reason);
    };
  }

  #hear(data) {
    this.#expect(LOST_MS);
    const message = JSON.parse(data);
    if (message.t === 'pong') return;
    if (message.t === 'welcome') {
      this.#attempts = 0;
      this.isUp = true;
    }
    this.#handlers.heard(message);
  }

  /** Something has to arrive within this time, or the connection counts as lost. */
  #expect(millis) {
    clearTimeout(this.#lost);
    this.#lost = setTimeout(() => this.#again(), millis);
  }

  #again() {
    this.#drop();
    this.#handlers.changed();
    const wait = RETRY_MS[Math.min(this.#attempts++, RETRY_MS.length - 1)];
    this.#retry = setTimeout(() => this.#connect(), wait);
  }

  /** Does not wait any longer: the network is back, or the person is. */
  #hurry() {
    if (!this.#retry) return;
    clearTimeout(this.#retry);
    this.#connect();
  }

  #drop() {
    clearTimeout(this.#lost);
    const socket = this.#socket;
    this.#socket = null;
    this.isUp = false;
    socket?.close();
  }
}
