import * as fs from 'node:fs'
import * as path from 'node:path'
import type { TestProject } from '@sterna/testkit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RemoteFiles } from '../engine/src/storage/remotes/remote-files.ts'

/** A project with the tracked folder `d` and a default remote `far`, where nothing is yet. */
export interface FarProject {
  readonly project: TestProject
  readonly url: string
  readonly files: RemoteFiles
}

export interface FarCommands {
  open(): Promise<FarProject>
  /** Where the login comes from, for people. */
  readonly credentials: string
  /** The URL of a place that there is none of, what is said of it, and what helps. */
  readonly nowhere: { readonly url: string; readonly cause: string; readonly hint: string }
  /** What must not be seen in any output. */
  readonly secret: string
}

/** What a person does with a remote, whichever storage it is on. `further` has the cases of one storage. */
export function describeFarCommands(
  name: string,
  { open, credentials, nowhere, secret }: FarCommands,
  further: (far: () => FarProject) => void = () => undefined,
): void {
  describe(`a person whose remote is on ${name}`, () => {
    let far: FarProject
    beforeEach(async () => {
      far = await open()
    })
    afterEach(() => {
      far.files.close()
      far.project.remove()
    })
    const shown = async (line: string) => (await far.project.run(line)).shown

    it('pushes, sees that all is there, and gets it back', async () => {
      expect(await shown('push')).toBe('3 files pushed')
      expect(await shown('push')).toBe('Everything is up to date.')
      expect(await shown('status -c')).toBe("Cache and remote 'far' are in sync.")
      for (const folder of ['.dvc/cache', 'd']) fs.rmSync(path.join(far.project.directory, folder), { recursive: true })
      expect(await shown('pull')).toBe('A       d/\n3 files fetched and 2 files added')
      expect(far.project.read('d/1')).toBe('one\n')
    })

    it('has the remote read and mended', async () => {
      await far.project.run('push')
      await far.files.write('files/md5/5b/bf5a52328e7439ae6e719dfe712200', Buffer.from('flipped'))
      await far.files.remove(['files/md5/c1/93497a1a06b2c72230e6146ff47080'])
      expect((await shown('verify --remote')).split('\n')).toEqual([
        'corrupt  d/1  mended from the cache',
        'missing  d/2  mended from the cache',
        `2 objects, 129 B, in ${far.url}: 2 mended, 0 broken.`,
      ])
      expect((await far.project.run('verify --remote')).code).toBe(0)
    })

    it('tries out what the remote can be used for, and hears what would help', async () => {
      const works = ['list  ', 'write ', 'read  ', 'delete'].map((step) => `${step}       works`)
      const first = await far.project.run('remote check')
      expect(first.code).toBe(0)
      expect(first.shown.split('\n')).toEqual([`Remote 'far' at ${far.url}`, `credentials  ${credentials}`, ...works])
      await far.project.run(`remote modify far url ${nowhere.url}`)
      const failed = ['list ', 'write', 'read '].flatMap((step) => [
        `${step}        failed: ${nowhere.url}: ${nowhere.cause}`,
        `             ${nowhere.hint}`,
      ])
      const second = await far.project.run('remote check far')
      expect(second.code).toBe(1)
      expect(second.shown.split('\n')).toEqual([
        `Remote 'far' at ${nowhere.url}`,
        `credentials  ${credentials}`,
        ...failed,
        'delete       left out: nothing was written',
      ])
      expect(await shown('remote check far --json')).not.toContain(secret)
    })

    further(() => far)
  })
}
