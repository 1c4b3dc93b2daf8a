// The server of y-websocket for one test: node y-websocket.mjs. Prints its port. With a token, `edit` is the one that it takes.

import http from 'node:http'
import { WebSocketServer } from 'ws'
import { setupWSConnection } from '@y/websocket-server/utils'

const server = http.createServer((_, response) => response.writeHead(426).end())
const sockets = new WebSocketServer({ noServer: true })
sockets.on('connection', setupWSConnection)
server.on('upgrade', (request, socket, head) => {
  const token = new URL(request.url, 'ws://relay').searchParams.get('token')
  if (token !== null && token !== 'edit') {
    socket.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
    return
  }
  sockets.handleUpgrade(request, socket, head, webSocket => sockets.emit('connection', webSocket, request))
})
server.listen(0, '127.0.0.1', () => console.log(server.address().port))
process.stdin.on('end', () => process.exit()).resume()
