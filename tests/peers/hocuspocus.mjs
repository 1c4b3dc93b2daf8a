// A Hocuspocus server for one test: node hocuspocus.mjs [REDIS_PORT]. Prints its port. Tokens are `edit` and `read`.

import { Redis } from '@hocuspocus/extension-redis'
import { Server } from '@hocuspocus/server'

const redis = process.argv[2]
const server = new Server({
  address: '127.0.0.1',
  port: 0,
  quiet: true,
  stopOnSignals: false,
  extensions: redis ? [new Redis({ host: '127.0.0.1', port: Number(redis) })] : [],
  async onAuthenticate ({ token, connectionConfig }) {
    if (token !== 'edit' && token !== 'read') {
      throw Object.assign(new Error('wrong token'), { reason: 'permission-denied' })
    }
    connectionConfig.readOnly = token === 'read'
  }
})
await server.listen()
console.log(server.address.port)
process.stdin.on('end', () => process.exit()).resume()
