import * as http from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { HttpTransport } from './http-transport.ts'

it('many requests that may be stopped together are no leak that Node would warn of', async () => {
  const server = http.createServer((_, response) => response.end('x'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const transport = new HttpTransport({ connections: 30, timeout: 5000 })
  const warnings: Error[] = []
  const note = (warning: Error) => warnings.push(warning)
  process.on('warning', note)
  onTestFinished(() => {
    process.off('warning', note)
    transport.close()
    server.close()
  })
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  const { signal } = new AbortController()
  const asking = Array.from({ length: 30 }, () => transport.send({ method: 'GET', url, headers: {}, signal }))
  expect((await Promise.all(asking)).map(({ status }) => status)).toEqual(asking.map(() => 200))
  expect(warnings).toEqual([])
})
