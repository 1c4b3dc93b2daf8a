// A peer that nobody here wrote: Yjs with the provider of y-websocket or of Hocuspocus.
//
//   node client.mjs y-websocket|hocuspocus URL ROOM TOKEN
//
// Takes commands from standard input and tells what it sees on standard output, one JSON value a line:
//
//   {"do": "add", "id", "text", "quadrant"}   writes a note
//   {"do": "type", "id", "at", "text"}        types into a note, at a place or at the end
//   {"do": "show", "user", "cursor"}          presence
//   {"do": "leave"}                           says goodbye and ends
//
//   {"synced": true}   {"status": "…"}   {"notes": {id: {"text", "quadrant"}}}   {"people": {client: state}}   {"client": id}

import { createInterface } from 'node:readline'
import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider'
import WebSocket from 'ws'
import * as Y from 'yjs'
import { WebsocketProvider } from 'y-websocket'

const [framing, url, room, token] = process.argv.slice(2)
const doc = new Y.Doc()
const tell = value => process.stdout.write(JSON.stringify(value) + '\n')

const provider = framing === 'hocuspocus' ? hocuspocus() : yWebsocket()
const { awareness } = provider

function yWebsocket () {
  const provider = new WebsocketProvider(url, room, doc, {
    WebSocketPolyfill: WebSocket,
    disableBc: true,
    params: token ? { token } : {}
  })
  provider.on('sync', synced => tell({ synced }))
  provider.on('status', ({ status }) => tell({ status }))
  provider.on('connection-close', event => event && tell({ status: `closed ${event.code} ${event.reason}` }))
  return provider
}

function hocuspocus () {
  const socket = new HocuspocusProviderWebsocket({ url, WebSocketPolyfill: WebSocket })
  const provider = new HocuspocusProvider({
    websocketProvider: socket,
    name: room,
    document: doc,
    token,
    onSynced: ({ state }) => tell({ synced: state }),
    onStatus: ({ status }) => tell({ status }),
    onAuthenticationFailed: ({ reason }) => tell({ status: `denied ${reason}` })
  })
  provider.attach()
  return provider
}

const notes = doc.getMap('notes')

function written () {
  const seen = {}
  for (const [id, note] of [...notes].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (note.get('del') !== true) {
      seen[id] = { quadrant: note.get('p')[0], text: note.get('text').toString() }
    }
  }
  return seen
}

doc.on('update', () => tell({ notes: written() }))
awareness.on('change', () => tell({ people: Object.fromEntries(awareness.getStates()) }))
tell({ client: doc.clientID })

const verbs = {
  add ({ id, text, quadrant }) {
    doc.transact(() => {
      const note = new Y.Map()
      note.set('text', new Y.Text(text))
      note.set('p', [quadrant, 120, 80])
      note.set('author', 'A guest from JavaScript')
      note.set('o', '~')
      notes.set(id, note)
    })
  },
  type ({ id, at, text }) {
    const written = notes.get(id).get('text')
    written.insert(at ?? written.length, text)
  },
  show (state) {
    delete state.do
    awareness.setLocalState(state)
  },
  leave () {
    provider.destroy()
    process.exit()
  }
}

createInterface({ input: process.stdin })
  .on('line', line => {
    const command = JSON.parse(line)
    verbs[command.do](command)
  })
  .on('close', () => verbs.leave())
