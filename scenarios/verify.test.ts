import * as fs from 'node:fs'
import * as path from 'node:path'
import { makeProject, type TestProject } from '@sterna/testkit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

let project: TestProject
afterEach(() => project.remove())

const objectOf = (content: string, store = '.dvc/cache') => {
  const root = path.join(project.directory, store, 'files/md5')
  const names = fs.readdirSync(root, { recursive: true, encoding: 'utf8' }).map((name) => path.join(root, name))
  return names.find((name) => fs.statSync(name).isFile() && fs.readFileSync(name, 'utf8').includes(content))!
}
const corrupt = (object: string) => {
  fs.chmodSync(object, 0o644)
  fs.writeFileSync(object, 'flipped')
  fs.chmodSync(object, 0o444)
}
const forget = (...files: string[]) => {
  for (const file of files) fs.rmSync(path.join(project.directory, file), { recursive: true })
}

beforeEach(async () => {
  project = await makeProject({ 'my data/a': 'one', 'my data/b ü': 'two', model: 'weights' })
  await project.run("add 'my data' model")
})

describe('a person whose disk has bad days', () => {
  it('hears that all is well', async () => {
    expect((await project.run('verify')).shown).toBe('4 objects, 142 B, in <temp>/project/.dvc/cache: all intact.')
    expect((await project.run('verify --remote')).shown).toMatchInlineSnapshot(`
      "ERROR: configuration error - config file error: no remote specified in <temp>/project. Create a default remote with
          sterna remote add -d <remote name> <remote url>"
    `)
  })

  it('has it mended from the work tree', async () => {
    corrupt(objectOf('two'))
    corrupt(objectOf('relpath'))
    fs.rmSync(objectOf('weights'))
    expect((await project.run('verify --dry')).code).toBe(1)
    const { code, shown } = await project.run('verify')
    expect([code, shown]).toMatchInlineSnapshot(`
      [
        0,
        "corrupt  my data      mended from the work tree
      corrupt  my data/b ü  mended from the work tree
      missing  model        mended from the work tree
      3 objects, 139 B, in <temp>/project/.dvc/cache: 3 mended, 0 broken.",
      ]
    `)
    expect((await project.run('verify')).code).toBe(0)
    forget('my data')
    expect((await project.run('checkout')).shown).toBe('A       my data/')
  })

  it('has it mended from a remote, and is told what nobody has', async () => {
    await project.run('remote add -d store ../store')
    await project.run("push 'my data'")
    corrupt(objectOf('two'))
    fs.rmSync(objectOf('one'))
    corrupt(objectOf('weights'))
    forget('my data', 'model')
    const { code, shown } = await project.run('verify')
    expect([code, shown]).toMatchInlineSnapshot(`
      [
        1,
        "corrupt  model        not mended; the corrupt object is now <temp>/project/.dvc/cache/sterna-quarantine/md5-63f4f1e9b725370f459720575cd5f953
      corrupt  my data/b ü  mended from the remote
      3 objects, 143 B, in <temp>/project/.dvc/cache: 1 mended, 1 broken.
      1 more is not here; to get them: sterna fetch",
      ]
    `)
    expect((await project.run('verify model')).shown).toMatchInlineSnapshot(`
      "missing  model  not mended
      0 objects, 0 B, in <temp>/project/.dvc/cache: 0 mended, 1 broken."
    `)
    expect((await project.run('fetch')).code).toBe(0)
    expect((await project.run("verify 'my data'")).code).toBe(0)
  })

  it('has mended what was set aside when the remote could not be reached', async () => {
    await project.run('remote add -d store ../store')
    await project.run('push')
    corrupt(objectOf('weights'))
    forget('model')
    fs.renameSync(path.join(project.directory, '../store'), path.join(project.directory, '../away'))
    expect((await project.run('verify')).code).toBe(1)
    fs.renameSync(path.join(project.directory, '../away'), path.join(project.directory, '../store'))
    expect((await project.run('verify')).shown).toMatchInlineSnapshot(`
      "missing  model  mended from the remote
      3 objects, 135 B, in <temp>/project/.dvc/cache: 1 mended, 0 broken."
    `)
  })

  it('has the remote mended from the cache, holes in it included', async () => {
    await project.run('remote add -d store ../store')
    await project.run('push')
    corrupt(objectOf('weights', '../store'))
    fs.rmSync(objectOf('one', '../store'))
    const { code, shown } = await project.run('verify --remote')
    expect([code, shown]).toMatchInlineSnapshot(`
      [
        0,
        "corrupt  model      mended from the work tree
      missing  my data/a  mended from the work tree
      3 objects, 139 B, in <temp>/store: 2 mended, 0 broken.",
      ]
    `)
    const asJson = JSON.parse((await project.run('verify --remote store --json')).stdout)
    expect(asJson).toMatchObject({ checked: 4, broken: 0, troubles: [], elsewhere: 0 })
  })
})
