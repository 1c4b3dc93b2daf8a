// A network between phones and a host that can go wrong: a TCP proxy.

import { createServer, connect } from 'node:net';

export class WiFi {
  #pairs = new Set();
  #server;
  #port;
  /** `up`; `gone`: nothing passes and nobody is told; `deaf`: what phones send arrives, no answer does. */
  #state = 'up';

  static async to(port) {
    const wifi = new WiFi();
    wifi.#port = port;
    wifi.#server = createServer((phone) => wifi.#take(phone));
    await new Promise((done) => wifi.#server.listen(0, '127.0.0.1', done));
    return wifi;
  }

  /** A link of the host, through this network. */
  through(link) {
    const url = new URL(link);
    url.port = this.#server.address().port;
    return url.href;
  }

  /** Nothing passes any more, as when somebody walks out of reach: no error, just silence. */
  loseReach() {
    this.#state = 'gone';
  }

  /** What phones send still arrives, but no answer does. */
  loseAnswers() {
    this.#state = 'deaf';
  }

  /** Works again, for new connections; the old ones have died. */
  comeBack() {
    this.#state = 'up';
    for (const side of [...this.#pairs].flat()) side.destroy();
  }

  close() {
    this.comeBack();
    this.#server.close();
  }

  #take(phone) {
    const host = connect(this.#port, '127.0.0.1');
    const pair = [phone, host];
    this.#pairs.add(pair);
    // The host checks Host and Origin against its own address.
    const own = `127.0.0.1:${this.#server.address().port}`;
    const its = `127.0.0.1:${this.#port}`;
    phone.on('data', (bytes) => {
      if (this.#state === 'gone') return;
      host.write(Buffer.from(bytes.toString('latin1').replaceAll(own, its), 'latin1'));
    });
    host.on('data', (bytes) => this.#state === 'up' && phone.write(bytes));
    for (const [from, to] of [pair, [host, phone]]) {
      from.on('error', () => {});
      from.on('close', () => {
        // Out of reach, one side does not hear that the other has hung up.
        if (this.#state === 'gone') return;
        this.#pairs.delete(pair);
        to.destroy();
      });
    }
  }
}
