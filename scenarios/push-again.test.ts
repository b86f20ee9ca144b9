import * as fs from 'node:fs'
import * as path from 'node:path'
import { makeProject, type TestProject } from '@sterna/testkit'
import { afterEach, describe, expect, it } from 'vitest'

let project: TestProject
afterEach(() => project.remove())

const oneHash = '5b/bf5a52328e7439ae6e719dfe712200'

/** A project whose data was pushed a while ago, and a push that has seen that nothing was to do. */
async function pushedLongAgo(): Promise<string> {
  project = await makeProject({ 'd/1': 'one\n', 'd/2': 'two\n' })
  await project.run('add d')
  await project.run('remote add -d store ../store')
  await project.run('push')
  const store = path.join(project.directory, '../store/files/md5')
  const longAgo = new Date(Date.now() - 60_000)
  for (const name of fs.readdirSync(store)) fs.utimesSync(path.join(store, name), longAgo, longAgo)
  expect((await project.run('push')).shown).toBe('Everything is up to date.')
  return store
}

describe('a push of what was pushed before', () => {
  it('remembers of which directories the remote has everything', async () => {
    await pushedLongAgo()
    const state = project.directory
    const files = fs.readdirSync(state, { recursive: true, encoding: 'utf8' })
    expect(files.filter((file) => /complete-.*\.json$/.test(file))).toHaveLength(1)
    expect((await project.run('push')).shown).toBe('Everything is up to date.')
  })

  it('sends again what somebody has taken from the remote', async () => {
    const store = await pushedLongAgo()
    fs.rmSync(path.join(store, oneHash))
    expect((await project.run('push')).shown).toBe('1 file pushed')
    expect(fs.readFileSync(path.join(store, oneHash), 'utf8')).toBe('one\n')
  })
})
