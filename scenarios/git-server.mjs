// A Git server over HTTP for tests: every repository below the directory that is given, those named "secret…" only
// with a password. Prints its port when it listens.
import { spawn } from 'node:child_process'
import * as http from 'node:http'

const root = process.argv[2]

const server = http.createServer((request, response) => {
  const url = new URL(request.url, 'http://localhost')
  if (url.pathname.startsWith('/secret') && !request.headers.authorization) {
    response.writeHead(401, { 'www-authenticate': 'Basic realm="data"' }).end()
    return
  }
  const backend = spawn('git', ['http-backend'], {
    env: {
      ...process.env,
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      REQUEST_METHOD: request.method,
      PATH_INFO: decodeURIComponent(url.pathname),
      QUERY_STRING: url.search.slice(1),
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
      GIT_PROTOCOL: request.headers['git-protocol'] ?? '',
    },
  })
  request.pipe(backend.stdin)
  const chunks = []
  backend.stdout.on('data', (chunk) => chunks.push(chunk))
  backend.on('close', () => answer(response, Buffer.concat(chunks)))
})

function answer(response, output) {
  const end = output.indexOf('\r\n\r\n')
  const headers = output
    .subarray(0, end)
    .toString()
    .split('\r\n')
    .map((line) => line.split(': '))
  const status = headers.find(([name]) => name === 'Status')?.[1] ?? '200'
  for (const [name, value] of headers) if (name !== 'Status') response.setHeader(name, value)
  response.writeHead(Number.parseInt(status, 10)).end(output.subarray(end + 4))
}

server.listen(0, '127.0.0.1', () => console.log(server.address().port))
