import * as http from 'node:http'
import type { AddressInfo } from 'node:net'
import { makeProject, type TestProject } from '@sterna/testkit'
import { afterEach, describe, expect, it } from 'vitest'
import { startWebServer, type WebServer } from './web-server.ts'

let project: TestProject
const running: { stop(): Promise<void> }[] = []
afterEach(async () => {
  project.remove()
  for (const server of running.splice(0)) await server.stop()
})

const pipeline = (...urls: string[]) =>
  `stages:\n  make:\n    cmd: echo made > o\n    deps: [${urls.join(', ')}, z]\n    outs: [o]\n`

async function serve(text: string): Promise<WebServer> {
  const server = await startWebServer()
  server.files.set('/x', Buffer.from(text))
  running.push(server)
  return server
}

describe('a stage that depends on a URL', () => {
  it('runs when its storage tells another state, and says why', async () => {
    const server = await serve('one\n')
    const url = `${server.url}/x`
    project = await makeProject({ 'dvc.yaml': pipeline(url), z: 'z\n' })
    const told = async (line: string) => (await project.run(line)).shown.replaceAll(server.url, 'http://server')
    await project.run('repro')
    expect(await told('status')).toBe('Data and pipelines are up to date.')
    server.files.set('/x', Buffer.from('other\n'))
    expect(await told('status')).toBe('make:\n\tchanged deps:\n\t\tmodified:           http://server/x')
    expect(await told('why make')).toMatchInlineSnapshot(`
      "make runs:
        http://server/x changed: 5bbf5a5 (4 B) → ba7790b (6 B)"
    `)
    server.files.delete('/x')
    expect(await told('status')).toBe('make:\n\tchanged deps:\n\t\tdeleted:            http://server/x')
    expect(await told('why make')).toMatchInlineSnapshot(`
      "make is blocked:
        http://server/x is missing, it was 5bbf5a5 (4 B)
        http://server/x is not there, and no stage makes it"
    `)
    expect(await told('repro')).toContain("failed to reproduce 'make': dependency 'http://server/x' does not exist")
  })

  it('hides nothing else when its storage cannot be reached, but is not brought up to date', async () => {
    const server = await serve('one\n')
    project = await makeProject({ 'dvc.yaml': pipeline(`${server.url}/x`), z: 'z\n' })
    await project.run('repro')
    await running.pop()!.stop()
    project.write({ z: 'changed\n' })
    const { shown, code } = await project.run('status')
    expect(code).toBe(0)
    expect(shown).toContain(`'${server.url}/x' may have changed: `)
    expect(shown).toContain('modified:           z')
    expect((await project.run('repro')).code).not.toBe(0)
  })

  it('records nothing of a run during which it was written', async () => {
    const server = await serve('one\n')
    const url = `${server.url}/x`
    const write = `node -e "fetch('${url}', { method: 'PUT', body: 'two' })"`
    project = await makeProject({
      'dvc.yaml': `stages:\n  make:\n    cmd: ${JSON.stringify(`${write}; echo > o`)}\n    deps: ['${url}']\n    outs: [o]\n`,
    })
    const { shown } = await project.run('repro')
    expect(shown).toContain(`'${url}' was written while stage 'make' ran`)
    expect(project.read('dvc.lock')).toBeUndefined()
  })

  it('is asked for together with all the others', async () => {
    const server = await answersOnlyTogether(3)
    running.push(server)
    const names = ['a', 'b', 'c']
    const stages = names.map(
      (name) => `  ${name}:\n    cmd: echo > ${name}\n    deps: ['${server.url}/${name}']\n    outs: [${name}]\n`,
    )
    project = await makeProject({ 'dvc.yaml': `stages:\n${stages.join('')}` })
    expect((await project.run('status')).shown).toContain(`modified:           ${server.url}/c`)
  })
})

/** Answers nobody before so many have asked. */
async function answersOnlyTogether(count: number) {
  const waiting: http.ServerResponse[] = []
  const server = http.createServer((_, response) => {
    waiting.push(response)
    if (waiting.length < count) return
    for (const one of waiting.splice(0)) one.writeHead(200, { etag: '"e"', 'content-length': 1 }).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop }
}
