import * as net from 'node:net'

const metadataService = { host: '169.254.169.254', port: 80 }
const longestProbe = 1000

/** Whether something answers where the machines of a cloud find theirs. Asking in vain elsewhere would take minutes. */
export function hasMetadataService(): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect({ ...metadataService, timeout: longestProbe })
    const end = (isThere: boolean) => () => {
      socket.destroy()
      resolve(isThere)
    }
    socket.once('connect', end(true)).once('timeout', end(false)).once('error', end(false))
  })
}
