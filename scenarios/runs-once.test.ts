import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { makeProject, type TestProject } from '@sterna/testkit'
import { afterEach, describe, expect, it } from 'vitest'

const projects: TestProject[] = []
const folders: string[] = []
afterEach(() => {
  for (const project of projects.splice(0)) project.remove()
  for (const folder of folders.splice(0)) fs.rmSync(folder, { recursive: true })
})

const temporaryFolder = () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'shared-'))
  folders.push(folder)
  return folder
}

/** A project whose stage writes a line into a file outside when it runs. */
async function sharing(cache: string, noted: string, then = 'sleep 0.7; cp in out'): Promise<TestProject> {
  const project = await makeProject({
    in: 'x\n',
    'dvc.yaml': `stages:\n  a: {cmd: 'echo ran >> ${noted}; ${then}', deps: [in], outs: [out]}\n`,
  })
  projects.push(project)
  expect((await project.run(`cache dir ${cache}`)).code).toBe(0)
  return project
}

const started = async (noted: string) => {
  while (!fs.existsSync(noted)) await new Promise((resolve) => setTimeout(resolve, 10))
}

describe('projects that share a cache', () => {
  it('run what both want at the same time once', async () => {
    const [cache, noted] = [temporaryFolder(), path.join(temporaryFolder(), 'runs')]
    const [one, other] = [await sharing(cache, noted), await sharing(cache, noted)]
    const first = one.run('repro')
    await started(noted)
    const second = await other.run('repro')
    expect((await first).code).toBe(0)
    expect(second.stdout).toContain(
      `Stage 'a' waits for the same run in '${one.directory}' (process ${process.pid} on `,
    )
    expect(second.stdout).toContain("Stage 'a' is cached - skipping run, checking out outputs")
    expect([other.read('out'), fs.readFileSync(noted, 'utf8')]).toEqual(['x\n', 'ran\n'])
    expect(other.read('dvc.lock')).toBe(one.read('dvc.lock'))
    expect(fs.readdirSync(path.join(cache, 'sterna/running'))).toEqual([])
  })

  it('run it all the same when the other has failed', async () => {
    const [cache, noted] = [temporaryFolder(), path.join(temporaryFolder(), 'runs')]
    const then = `sleep 0.5; test $(wc -l < ${noted}) -gt 1 && cp in out`
    const [one, other] = [await sharing(cache, noted, then), await sharing(cache, noted, then)]
    const first = one.run('repro')
    await started(noted)
    const second = await other.run('repro')
    expect([(await first).code, second.code]).toEqual([255, 0])
    expect(fs.readFileSync(noted, 'utf8')).toBe('ran\nran\n')
  })
})
