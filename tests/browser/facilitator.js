// Somebody who leads a session: an editor's connection that speaks the few messages of src/session/wire.rs that this takes.

import { once } from 'node:events';
import { WebSocket } from 'ws';

const AWARENESS = 1;
const CONTROL = 64;

export class Facilitator {
  #socket;
  #people = new Map();

  /** Comes in through the editor door; the first one there leads. The host's certificate is its own. */
  static async join(host) {
    const { host: address, hash } = new URL(host.links.editor);
    const [secret] = hash.slice(1).split('.');
    const facilitator = new Facilitator();
    facilitator.#socket = new WebSocket(`wss://${address}/edit`, ['empathy-map-1'], {
      headers: { authorization: `Bearer ${secret}` },
      rejectUnauthorized: false,
    });
    facilitator.#socket.on('message', (bytes) => facilitator.#hear(bytes));
    await once(facilitator.#socket, 'open');
    return facilitator;
  }

  /** Asks the room for something (src/session/control.rs). */
  ask(request) {
    const body = Buffer.from(JSON.stringify(request));
    this.#socket.send(Buffer.concat([Buffer.from([CONTROL, ...number(body.length)]), body]));
  }

  /** The connection of somebody with this name, as soon as they show up. */
  async person(name) {
    while (!this.#people.has(name)) await once(this.#socket, 'message');
    return this.#people.get(name);
  }

  leave() {
    this.#socket.close();
  }

  #hear(bytes) {
    let at = 0;
    const read = () => {
      let value = 0;
      for (let weight = 1; ; weight *= 128) {
        const byte = bytes[at++];
        value += (byte & 127) * weight;
        if (byte < 128) return value;
      }
    };
    if (read() !== AWARENESS) return;
    read();
    for (let left = read(); left > 0; left--) {
      const client = read();
      read();
      const length = read();
      const state = JSON.parse(bytes.toString('utf8', at, (at += length)));
      if (state?.user) this.#people.set(state.user.name, client);
    }
  }
}

/** A number as lib0 writes it. */
function number(value) {
  const bytes = [];
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) | 128);
  return [...bytes, value];
}
