import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { makeProject, type TestProject } from '@sterna/testkit'
import { afterEach, describe, expect, it } from 'vitest'

let project: TestProject
afterEach(() => project.remove())

const commit = (message: string) => {
  project.git('add', '-A')
  project.git('commit', '--quiet', '-m', message)
}
const objects = (folder = '.dvc/cache') =>
  fs
    .readdirSync(path.join(project.directory, folder, 'files/md5'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.length > 3)

const manyFiles = (content: string) =>
  Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [`data/${i}`, `${content} ${i}`]))

/** Writes the manifest of a directory without blanks, as valid as it was. */
const layOutOtherwise = (dvcFile: string) => {
  const text = project.read(dvcFile)!
  const hash = /md5: (\w+)\.dir/.exec(text)![1]!
  const place = (name: string) => `.dvc/cache/files/md5/${name.slice(0, 2)}/${name.slice(2)}.dir`
  const manifest = JSON.stringify(JSON.parse(project.read(place(hash))!))
  const other = createHash('md5').update(manifest).digest('hex')
  project.write({ [place(other)]: manifest, [dvcFile]: text.replace(hash, other) })
}

describe('a person whose cache is full', () => {
  it('sees what would be freed and whose it was, sets it aside, and gets it back', async () => {
    project = await makeProject({ 'my data/a': 'one', 'my data/b': 'two', model: 'first' })
    await project.run("add 'my data' model")
    commit('first')
    project.write({ 'my data/b': 'three' })
    await project.run("add 'my data'")
    commit('second')
    project.write({ model: 'tried' })
    await project.run('add model')
    project.write({ model: 'first' })
    await project.run('add model')
    const first = project.git('rev-parse', '--short=7', 'HEAD~1')
    const shown = (await project.run('gc -w --dry')).stderr.replace(first, '<first>')
    expect(shown).toMatchInlineSnapshot(`
      "WARNING: This will remove all cache except items used in the workspace of the current repo.
      WARNING: To be freed: 3 objects, 130 B
        my data       2 objects, 125 B  last needed by <first> (main~1)
        of no commit  1 object, 5 B
      "
    `)
    expect((await project.run('gc -w')).code).toBe(1)
    expect(objects()).toHaveLength(7)
    expect((await project.run('gc -w -f')).shown.replace(first, '<first>')).toMatchInlineSnapshot(`
      "WARNING: This will remove all cache except items used in the workspace of the current repo.
      WARNING: To be freed: 3 objects, 130 B
        my data       2 objects, 125 B  last needed by <first> (main~1)
        of no commit  1 object, 5 B
      WARNING: Set aside for a week, not yet deleted: 3 objects, 130 B.
      To put it back: sterna gc --restore. To delete it now: the same command with --no-trash.
      Removed 3 objects from repo cache.
      No unused 'legacy' cache to remove."
    `)
    expect(objects()).toHaveLength(4)
    expect((await project.run('gc --restore')).shown).toMatchInlineSnapshot(`"Put back 3 objects, 130 B."`)
    expect(objects()).toHaveLength(7)
    project.git('checkout', '--quiet', 'HEAD~1')
    expect((await project.run('checkout')).code).toBe(0)
    expect(project.read('my data/b')).toBe('two')
  })

  it('loses what is not needed and nothing else of thousands of files, also if a manifest is laid out as nobody does', async () => {
    project = await makeProject(manyFiles('old'))
    await project.run('add data')
    project.write(manyFiles('new'))
    await project.run('add data')
    layOutOtherwise('data.dvc')
    expect((await project.run('gc -w -f --no-trash')).stdout).toContain('Removed 3002 objects')
    expect(objects()).toHaveLength(3001)
    fs.rmSync(path.join(project.directory, 'data'), { recursive: true })
    expect((await project.run('checkout')).code).toBe(0)
    expect(project.read('data/2999')).toBe('new 2999')
  })

  it('keeps what versions of models and their stages name, unless told to let it go', async () => {
    project = await makeProject({ model: 'one' })
    for (const [content, tag] of [
      ['one', 'model@v1.0.0'],
      ['two', 'model#prod#2'],
      ['three', 'model@v2.0.0!'],
      ['four', 'try'],
      ['five', 'model@v3.0.0'],
    ] as const) {
      project.write({ model: content })
      await project.run('add model')
      commit(content)
      project.git('tag', '-a', '-m', tag, tag)
    }
    expect((await project.run('gc -w -f')).stderr.replace(/[0-9a-f]{7}/, '<try>')).toMatchInlineSnapshot(`
      "WARNING: This will remove all cache except items used in the workspace of the current repo.
      WARNING: Kept as well, because the registry names it: the data of model#prod#2, model@v1.0.0, model@v3.0.0. To let it go: --no-registry
      WARNING: To be freed: 2 objects, 9 B
        model  2 objects, 9 B  last needed by <try> (tags/try^0)
      WARNING: Set aside for a week, not yet deleted: 2 objects, 9 B.
      To put it back: sterna gc --restore. To delete it now: the same command with --no-trash.
      "
    `)
    expect(objects()).toHaveLength(3)
    await project.run('gc -w -f --no-registry')
    expect(objects()).toHaveLength(1)
  })

  it('gets back by itself what is needed again, and deletes the rest at once if asked to', async () => {
    project = await makeProject({ a: 'one' })
    await project.run('add a')
    commit('first')
    project.write({ a: 'two' })
    await project.run('add a')
    await project.run('gc -w -f')
    project.git('checkout', '--quiet', 'a.dvc')
    expect((await project.run('gc -w -f')).shown).toMatchInlineSnapshot(`
      "WARNING: This will remove all cache except items used in the workspace of the current repo.
      WARNING: To be freed: 1 object, 3 B
        of no commit  1 object, 3 B
      WARNING: Back from the trash, because it is needed: 1 object, 3 B.
      WARNING: Set aside for a week, not yet deleted: 1 object, 3 B.
      To put it back: sterna gc --restore. To delete it now: the same command with --no-trash.
      Removed 1 objects from repo cache.
      No unused 'legacy' cache to remove."
    `)
    expect((await project.run('gc -w -f --no-trash')).shown).toMatchInlineSnapshot(`
      "WARNING: This will remove all cache except items used in the workspace of the current repo.
      WARNING: Deleted from the trash: 1 object, 3 B.
      No unused 'repo' cache to remove.
      No unused 'legacy' cache to remove."
    `)
    expect((await project.run('gc --restore')).shown).toBe('The trash is empty.')
    expect(objects()).toEqual(['f9/7c5d29941bfb1b2fdab0874906ab82'])
  })

  it('loses nothing while a directory that is needed is unknown', async () => {
    project = await makeProject({ 'd/a': 'one', 'd/b': 'two' })
    await project.run('add d')
    const [manifest] = objects().filter((name) => name.endsWith('.dir'))
    fs.rmSync(path.join(project.directory, '.dvc/cache/files/md5', manifest!))
    const refused = await project.run('gc -w -f')
    expect([refused.code, refused.shown]).toMatchInlineSnapshot(`
      [
        255,
        "WARNING: This will remove all cache except items used in the workspace of the current repo.
      ERROR: Failed to collect 'workspace': unable to fully collect used cache without cache for directory 'd'
      To get it: sterna fetch. To go on, with all its files counted as unused: --skip-failed",
      ]
    `)
    expect(objects()).toHaveLength(2)
    expect((await project.run('gc -w -f --skip-failed')).shown).toMatchInlineSnapshot(`
      "WARNING: This will remove all cache except items used in the workspace of the current repo.
      WARNING: unable to fully collect used cache without cache for directory 'd'; its files count as unused
      WARNING: To be freed: 2 objects, 6 B
        of no commit  2 objects, 6 B
      WARNING: Set aside for a week, not yet deleted: 2 objects, 6 B.
      To put it back: sterna gc --restore. To delete it now: the same command with --no-trash.
      Removed 2 objects from repo cache.
      No unused 'legacy' cache to remove."
    `)
    expect((await project.run('gc --restore')).shown).toBe('Put back 2 objects, 6 B.')
    fs.writeFileSync(path.join(project.directory, '.dvc/cache/files/md5', manifest!), 'no list')
    expect((await project.run('gc -w -f')).shown).toMatchInlineSnapshot(`
      "WARNING: This will remove all cache except items used in the workspace of the current repo.
      ERROR: Failed to collect 'workspace': "28ccbdc60ec0c5961088990f02cc7124.dir" is not a list of files.
      To mend it: sterna verify. If that finds it nowhere: sterna add the directory again."
    `)
  })

  it('may need a whole directory again that was set aside', async () => {
    project = await makeProject({ 'd/a': 'one', 'd/b': 'two' })
    await project.run('add d')
    commit('first')
    project.write({ 'd/b': 'three' })
    await project.run('add d')
    await project.run('gc -w -f')
    project.git('checkout', '--quiet', 'd.dvc')
    expect((await project.run('gc -w -f')).code).toBe(0)
    expect(objects()).toHaveLength(3)
    expect((await project.run('checkout --force')).code).toBe(0)
    expect(project.read('d/b')).toBe('two')
  })

  it('loses nothing when Git has lost a file', async () => {
    project = await makeProject({ a: 'one' })
    await project.run('add a')
    commit('first')
    const blob = project.git('rev-parse', 'HEAD:a.dvc')
    project.write({ a: 'two' })
    await project.run('add a')
    commit('second')
    fs.rmSync(path.join(project.directory, '.git/objects', blob.slice(0, 2), blob.slice(2)))
    const { code, stderr } = await project.run('gc -A -f')
    expect(code).toBe(255)
    expect(stderr).toContain("Git does not have 'a.dvc' of a commit, though the commit names it.")
    expect(objects()).toHaveLength(2)
  })

  it('hears which revision cannot be read', async () => {
    project = await makeProject({ a: 'one' })
    await project.run('add a')
    commit('good')
    project.git('checkout', '--quiet', '-b', 'broken')
    project.write({ 'b.dvc': 'outs: 3\n' })
    commit('bad')
    project.git('checkout', '--quiet', 'main')
    const refused = await project.run('gc -a -f')
    expect((await project.run('gc -a -f --skip-failed')).code).toBe(0)
    expect([refused.code, refused.shown]).toMatchInlineSnapshot(`
      [
        255,
        "WARNING: This will remove all cache except items used in the workspace and all git branches of the current repo.
      ERROR: Failed to collect 'broken': './b.dvc' validation failed.

      expected a list, in outs, line 1, column 1
      > 1 | outs: 3
          | ^
        2 | 
      Nothing was removed. To go on without this revision: --skip-failed",
      ]
    `)
  })
})
