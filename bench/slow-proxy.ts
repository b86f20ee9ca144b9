import * as net from 'node:net'

/** Passes bytes on to a port of this machine; answers come so many milliseconds later: its port, that port, milliseconds. */
const [port, target, latency] = process.argv.slice(2).map(Number)

net
  .createServer({ noDelay: true }, (near) => {
    const far = net.connect({ port: target!, host: '127.0.0.1', noDelay: true })
    near.on('data', (piece) => far.write(piece))
    far.on('data', (piece) => void setTimeout(() => near.writable && near.write(piece), latency))
    near.on('close', () => far.destroy())
    far.on('close', () => void setTimeout(() => near.destroy(), latency))
    for (const socket of [near, far]) socket.on('error', () => (near.destroy(), far.destroy()))
  })
  .listen(port, '127.0.0.1')
