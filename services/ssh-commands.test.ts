import * as fs from 'node:fs'
import * as path from 'node:path'
import { makeProject, type TestProject } from '@sterna/testkit'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type SshServer, startSshd } from './ssh-server.ts'

// Where it cannot be installed there is nothing to test.
const found = await startSshd()
if (found) describeCommands(found)

function describeCommands(server: SshServer): void {
  const { user, port, home, keyFile } = server
  const place = path.join(home, 'place')
  const usualPath = process.env['PATH']
  let project: TestProject
  afterAll(() => server.stop())
  afterEach(() => {
    process.env['PATH'] = usualPath
    project.remove()
    fs.rmSync(place, { recursive: true, force: true })
  })
  beforeEach(async () => {
    Object.assign(process.env, server.variables())
    project = await makeProject({ 'd/1': 'one\n', 'd/2': 'two\n' })
    await project.run(`remote add -d far ssh://${user}@127.0.0.1:${port}${place}`)
    await project.run(`remote modify --local far keyfile ${keyFile}`)
    await project.run('add d')
  })

  const shown = async (line: string) => {
    const { shown: text, code } = await project.run(line)
    const places = [
      [keyFile, '<key>'],
      [home, '<home>'],
      [`${user}@`, '<user>@'],
      [`:${port}`, ':<port>'],
    ] as const
    return places.reduce((said, [own, name]) => said.replaceAll(own, name), `${text} [${code}]`)
  }
  const keys = () =>
    fs.existsSync(place)
      ? fs
          .readdirSync(place, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => path.relative(place, path.join(entry.parentPath, entry.name)))
          .sort()
      : []
  const forget = (...names: readonly string[]) => {
    for (const name of ['.dvc/cache', ...names])
      fs.rmSync(path.join(project.directory, name), { recursive: true, force: true })
  }
  const one = 'files/md5/5b/bf5a52328e7439ae6e719dfe712200'
  const two = 'files/md5/c1/93497a1a06b2c72230e6146ff47080'

  describe('a person whose remote is on a machine with SSH', () => {
    it('pushes, sees that all is there, and gets it back', async () => {
      expect(await shown('push')).toMatchInlineSnapshot(`"3 files pushed [0]"`)
      expect(await shown('push')).toMatchInlineSnapshot(`"Everything is up to date. [0]"`)
      expect(await shown('status -c')).toMatchInlineSnapshot(`"Cache and remote 'far' are in sync. [0]"`)
      expect(keys()).toEqual(['files/md5/3a/df480a403a85eb5c4141a46361e5b0.dir', one, two])
      forget('d')
      expect(await shown('pull')).toMatchInlineSnapshot(`
        "A       d/
        3 files fetched and 2 files added [0]"
      `)
      expect(project.read('d/1')).toBe('one\n')
    })

    it('has the remote read and mended', async () => {
      await project.run('push')
      fs.writeFileSync(path.join(place, one), 'flipped')
      fs.rmSync(path.join(place, two))
      expect(await shown('verify --remote')).toMatchInlineSnapshot(`
        "corrupt  d/1  mended from the cache
        missing  d/2  mended from the cache
        2 objects, 129 B, in ssh://<user>@127.0.0.1:<port><home>/place: 2 mended, 0 broken. [0]"
      `)
      expect(await shown('verify --remote')).toMatchInlineSnapshot(
        `"3 objects, 130 B, in ssh://<user>@127.0.0.1:<port><home>/place: all intact. [0]"`,
      )
    })

    it('takes away what nothing uses any more, also what a killed push has left', async () => {
      await project.run('push')
      fs.writeFileSync(path.join(place, 'files/md5/5b/.0123456789abcdefghijkl.tmp'), 'half')
      project.write({ 'd/2': 'three\n' })
      await project.run('add d')
      await project.run('push')
      expect(await shown('gc -w -c -f')).toMatchInlineSnapshot(`
        "WARNING: This will remove all cache except items used in the workspace of the current repo.
        WARNING: To be freed: 5 objects, 126 B
          of no commit  5 objects, 126 B
        WARNING: Set aside for a week, not yet deleted: 2 objects, 126 B.
        To put it back: sterna gc --restore. To delete it now: the same command with --no-trash.
        WARNING: Deleted for good from ssh://<user>@127.0.0.1:<port><home>/place, which has no trash: 3.
        Removed 2 objects from repo cache.
        No unused 'legacy' cache to remove.
        Removed 3 objects from remote.
        No unused cache to remove from remote. [0]"
      `)
      expect(keys()).toHaveLength(3)
      expect(keys()).not.toContain(two)
    })

    it('shares remembered runs', async () => {
      project.write({ 'dvc.yaml': 'stages:\n  copy:\n    cmd: cp d/1 out\n    deps: [d/1]\n    outs: [out]\n' })
      await project.run('repro')
      expect(await shown('push --run-cache')).toMatchInlineSnapshot(`"4 files pushed [0]"`)
      forget('dvc.lock', 'out')
      expect(await shown('pull --run-cache d')).toMatchInlineSnapshot(`"3 files fetched [0]"`)
      expect(await shown('repro')).toContain("Stage 'copy' is cached - skipping run")
    })

    it('tracks copies of what lies there, looks at it and takes it', async () => {
      fs.mkdirSync(path.join(place, 'raw/sub'), { recursive: true })
      fs.writeFileSync(path.join(place, 'raw/a.csv'), 'a\n')
      fs.writeFileSync(path.join(place, 'raw/sub/b c.csv'), 'b\n')
      expect(await shown('list-url remote://far/raw -R')).toMatchInlineSnapshot(`
        "a.csv
        sub/b c.csv [0]"
      `)
      expect(await shown('get-url remote://far/raw/a.csv')).toMatchInlineSnapshot(`" [0]"`)
      expect(project.read('a.csv')).toBe('a\n')
      expect(await shown('import-url remote://far/raw')).toMatchInlineSnapshot(`
        "Importing 'remote://far/raw' -> 'raw'

        To track the changes with git, run:

        	git add .gitignore raw.dvc

        To enable auto staging, run:

        	sterna config core.autostage true [0]"
      `)
      expect(project.read('raw.dvc')).toMatchInlineSnapshot(`
        "md5: 0c3ff8efa438c418cc377091480519df
        frozen: true
        deps:
        - md5: ddfbf85047639ddada4ddd48d83b7316.dir
          size: 4
          nfiles: 2
          hash: md5
          path: remote://far/raw
        outs:
        - md5: ddfbf85047639ddada4ddd48d83b7316.dir
          size: 4
          nfiles: 2
          hash: md5
          path: raw
        "
      `)
      expect(await shown('status raw.dvc')).toMatchInlineSnapshot(`
        "WARNING: stage: 'raw.dvc' is frozen. Its dependencies are not going to be shown in the status output.
        Data and pipelines are up to date. [0]"
      `)
      fs.writeFileSync(path.join(place, 'raw/a.csv'), 'other\n')
      expect(await shown('status raw.dvc')).toMatchInlineSnapshot(`
        "WARNING: stage: 'raw.dvc' is frozen. Its dependencies are not going to be shown in the status output.
        Data and pipelines are up to date. [0]"
      `)
      expect(await shown('update raw.dvc')).toMatchInlineSnapshot(`"Importing 'remote://far/raw' -> 'raw' [0]"`)
      expect(project.read('raw/a.csv')).toBe('other\n')
      expect(await shown('import-url remote://far/raw/nothing')).toMatchInlineSnapshot(`
        "Importing 'remote://far/raw/nothing' -> 'nothing'
        ERROR: failed to import remote://far/raw/nothing. You could also try downloading it manually, and adding it with \`sterna add\`. - dependency 'remote://far/raw/nothing' does not exist [1]"
      `)
    })

    it('tries each step by itself', async () => {
      expect(await shown('remote check')).toMatchInlineSnapshot(`
        "Remote 'far' at ssh://127.0.0.1:<port><home>/place
        credentials  the key file <key>
        list         works
        write        works
        read         works
        delete       works [0]"
      `)
      expect(keys()).toEqual([])
      await project.run('remote modify --local far keyfile /nowhere/key')
      await project.run('remote modify --local far password very-secret')
      const answer = await shown('remote check')
      expect(answer).toMatchInlineSnapshot(`
        "Remote 'far' at ssh://127.0.0.1:<port><home>/place
        credentials  the key file /nowhere/key and a password of the remote
        list         failed: ssh://<user>@127.0.0.1:<port><home>/place: the key file is not there.
                     Look at keyfile: sterna remote modify NAME keyfile FILE
        write        failed: ssh://<user>@127.0.0.1:<port><home>/place: the key file is not there.
                     Look at keyfile: sterna remote modify NAME keyfile FILE
        read         failed: ssh://<user>@127.0.0.1:<port><home>/place: the key file is not there.
                     Look at keyfile: sterna remote modify NAME keyfile FILE
        delete       left out: nothing was written [1]"
      `)
      expect(answer).not.toContain('very-secret')
    })
  })
}
