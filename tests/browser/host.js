// A session of its own for a test: the program hosts a copy of a map, as somebody in a room would start it.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const [program, ...args] = (process.env.EMPATHY_MAP ?? '').split(' ');
export const repository = process.env.REPOSITORY;

/** A map of the repository. */
export const sample = async (name) => JSON.parse(await readFile(join(repository, 'maps', `${name}.json`), 'utf8'));

/** No host outlives its tests, however they end. */
const running = new Set();
process.on('exit', () => running.forEach((host) => host.kill()));

export class Host {
  #process;
  #folder;

  /** Starts hosting; `links` has what the program printed: `editor`, `participant`, `viewer`. */
  static async start(map, port = 0) {
    const host = new Host();
    host.#folder = await mkdtemp(join(tmpdir(), 'empathy-map-'));
    host.file = join(host.#folder, 'map.json');
    await writeFile(host.file, JSON.stringify(map));
    await host.#run(port);
    return host;
  }

  async #run(port) {
    const state = { XDG_STATE_HOME: this.#folder, XDG_CONFIG_HOME: this.#folder };
    this.#process = spawn(program, [...args, 'host', this.file, '--bind', '127.0.0.1', '--port', String(port)], {
      env: { ...process.env, ...state },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    running.add(this.#process);
    this.links = {};
    for await (const line of createInterface({ input: this.#process.stdout })) {
      const [, name, link] = line.match(/^(editor|participant|viewer|code): +(\S+)/) ?? [];
      if (name) this.links[name] = link;
      if (this.links.viewer) break;
    }
    if (!this.links.viewer) throw new Error('The host printed no links.');
    this.#process.stdout.resume();
  }

  get port() {
    return Number(new URL(this.links.participant).port);
  }

  /** Ends the session, as Ctrl-C does. */
  async end() {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    this.#process.kill('SIGINT');
    await once(this.#process, 'exit');
  }

  /** Starts another session with the same map at the same address. */
  async startAgain() {
    const port = this.port;
    await this.end();
    await this.#run(port);
  }

  /** The map as the host has saved it; ends the session. */
  async savedMap() {
    await this.end();
    return JSON.parse(await readFile(this.file, 'utf8'));
  }

  async remove() {
    await this.end();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
