import * as net from 'node:net'
import { makeProject, type TestProject } from '@sterna/testkit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

let project: TestProject
beforeAll(async () => {
  project = await makeProject()
})
afterAll(() => project.remove())

describe('studio', () => {
  it('wants a token that somebody has chosen, before others than this machine can reach it', async () => {
    expect(await project.run('studio --host 0.0.0.0')).toMatchObject({
      code: 255,
      shown: `ERROR: At '0.0.0.0' others can reach the studio, so that it needs a token.
Choose one and give it to whoever may look: --token "$(openssl rand -hex 16)"`,
    })
  })

  it('opens no other project than the one that was named', async () => {
    expect((await project.run('studio nowhere')).shown).toBe(`ERROR: There is no folder 'nowhere'.
Name the folder of a project.`)
  })

  it('takes no token that can be guessed', async () => {
    expect((await project.run('studio --token secret')).shown).toBe(`ERROR: A token of 6 characters can be guessed.
Take 16 or more, such as those of: openssl rand -hex 16`)
  })

  it('says so when somebody listens at the port that was asked for', async () => {
    const server = net.createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as net.AddressInfo
    expect((await project.run(`studio --port ${port}`)).shown).toContain(`Somebody listens at port ${port} already.`)
    server.close()
  })
})
