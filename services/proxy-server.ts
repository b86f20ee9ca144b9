import * as http from 'node:http'
import * as net from 'node:net'

/** A proxy that passes on whatever it is asked for, plain or as a tunnel. */
export interface ProxyServer {
  readonly url: string
  /** What it was asked for. */
  readonly asked: string[]
  /** What of it has its whole answer, where it is no tunnel. */
  readonly answered: string[]
  stop(): Promise<void>
}

/** Lets those through who show the login, if one is given as `user:password`. */
export async function startProxy(login?: string): Promise<ProxyServer> {
  const asked: string[] = []
  const answered: string[] = []
  const wanted = login && `Basic ${Buffer.from(login).toString('base64')}`
  const server = http.createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    const { 'proxy-authorization': given, ...headers } = request.headers
    if (given !== wanted) return void response.writeHead(407).end()
    const onward = http.request(request.url!, { method: request.method!, headers }, (answer) => {
      response.writeHead(answer.statusCode!, answer.headers)
      answer.pipe(response)
      answer.on('end', () => answered.push(`${request.method} ${request.url}`))
    })
    request.pipe(onward)
  })
  server.on('connect', (request: http.IncomingMessage, socket: net.Socket) => {
    asked.push(`CONNECT ${request.url}`)
    if (request.headers['proxy-authorization'] !== wanted) return void socket.end('HTTP/1.1 407 Who are you\r\n\r\n')
    const [host, port] = request.url!.split(':')
    const onward = net.connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connected\r\n\r\n')
      socket.pipe(onward).pipe(socket)
    })
    for (const end of [socket, onward]) end.on('error', () => undefined)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as net.AddressInfo).port}`,
    asked,
    answered,
    stop: () => new Promise((resolve) => (server.close(() => resolve()), server.closeAllConnections())),
  }
}
