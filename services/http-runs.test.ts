import * as fs from 'node:fs'
import * as path from 'node:path'
import { makeProject } from '@sterna/testkit'
import { describe, expect, it } from 'vitest'
import { startWebServer } from './web-server.ts'

describe('the run cache on a web server', () => {
  it('is sent there, and saves a run elsewhere', async () => {
    const server = await startWebServer()
    const project = await makeProject({ raw: 'raw\n' })
    try {
      await project.run(`remote add -d web ${server.url}/store`)
      await project.run("stage add -n copy -d raw -o copied 'cp raw copied'")
      await project.run('repro')
      expect((await project.run('push --run-cache')).shown).toBe('2 files pushed')
      expect((await project.run('push --run-cache')).shown).toBe('Everything is up to date.')
      for (const name of ['.dvc/cache', 'copied', 'dvc.lock'])
        fs.rmSync(path.join(project.directory, name), { recursive: true })
      expect((await project.run('repro --pull')).shown).toContain("Stage 'copy' is cached - skipping run")
      expect(fs.readFileSync(path.join(project.directory, 'copied'), 'utf8')).toBe('raw\n')
    } finally {
      project.remove()
      await server.stop()
    }
  })
})
