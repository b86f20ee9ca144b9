import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { makeProject, pathWithSterna, type TestProject } from '@sterna/testkit'
import { afterEach, describe, expect, it } from 'vitest'

let project: TestProject
afterEach(() => project.remove())

const stages = (some: Record<string, string>) =>
  `stages:\n${Object.entries(some)
    .map(([name, fields]) => `  ${name}: {${fields}}\n`)
    .join('')}`
const of = (file: string) => path.join(project.directory, file)
const gone = (text: string) =>
  text.replaceAll(/\d{8}T\d{9}-\w{4}/g, '<run>').replaceAll(/[\d-]{10} [\d:]{8}/g, '<time>')

describe('stages that run at the same time', () => {
  it('leave the same files behind as one after the other', async () => {
    const some = Object.fromEntries(
      Array.from({ length: 8 }, (_, i) => [
        `s${i}`,
        `cmd: "sleep 0.${8 - i}; echo ${i} > o${i}", deps: [${i < 4 ? 'in' : `o${i - 4}`}], outs: [o${i}]`,
      ]),
    )
    project = await makeProject({ in: 'a\n', 'dvc.yaml': stages(some) })
    expect((await project.run('repro -j 8')).code).toBe(0)
    const left = [project.read('dvc.lock'), project.read('.gitignore')]
    for (const file of ['dvc.lock', '.gitignore', '.dvc/cache']) fs.rmSync(of(file), { recursive: true })
    expect((await project.run('repro')).code).toBe(0)
    expect([project.read('dvc.lock'), project.read('.gitignore')]).toEqual(left)
  })

  it('say whose each line is', async () => {
    project = await makeProject({ 'dvc.yaml': stages({ a: 'cmd: "echo one; printf two"', b: 'cmd: echo three >&2' }) })
    const run = await project.run('repro -j 2')
    expect(run.stdout).toContain('a | > echo one; printf two\n')
    expect(run.stdout).toContain('a | one\n')
    expect(run.stdout).toContain('a | two\n')
    expect(run.stderr).toContain('b | three\n')
  })

  it('never use more of something than there is, and tell for whom they wait', async () => {
    const claim = 'mkdir taken && sleep 0.3 && rmdir taken && date +%s%N'
    const fields = (name: string) => `cmd: ${claim} > ${name}, outs: [${name}], meta: {sterna: {mutex: board}}`
    project = await makeProject({ 'dvc.yaml': stages({ a: fields('a'), b: fields('b'), c: fields('c') }) })
    const run = await project.run('repro -j 4')
    expect(run.code).toBe(0)
    expect(run.stdout).toContain("Stage 'b' waits for 'a'.\n")
  })

  it('are refused if one asks for more than there is', async () => {
    const wants = (what: string) => `cmd: echo, meta: {sterna: {resources: {${what}}}}`
    project = await makeProject({ 'dvc.yaml': stages({ a: wants('license: 1'), b: wants('cpu: 100000') }) })
    const run = await project.run('repro -j 2')
    expect(run.code).toBe(255)
    expect(run.stderr.replace(/(of 'cpu'; there is )\d+/, '$1<n>')).toMatchInlineSnapshot(`
      "ERROR: These stages ask for more than there is:
        'a' needs 1 of 'license'; there is 0
        'b' needs 100000 of 'cpu'; there is <n>
      Ask for less, or say in sterna.yaml how much there is: "machine" for resources, "pools" for pools.
      "
    `)
    project.write({ 'sterna.yaml': 'machine: {license: 1, cpu: 100000}\n' })
    expect((await project.run('repro -j 2')).code).toBe(0)
  })

  it('finish what has begun when one fails, and begin nothing new', async () => {
    project = await makeProject({
      'dvc.yaml': stages({
        bad: 'cmd: sleep 0.2; exit 3',
        good: 'cmd: sleep 0.6; echo > good, outs: [good]',
        next: 'cmd: echo > next, deps: [good], outs: [next]',
      }),
    })
    const run = await project.run('repro -j 2')
    expect(run.code).toBe(255)
    expect(run.stderr).toContain("failed to reproduce 'bad': failed to run: sleep 0.2; exit 3, exited with 3")
    expect(project.read('dvc.lock')).toContain('good')
    expect(project.read('next')).toBeUndefined()
  })

  it('end with it if that is wanted', async () => {
    project = await makeProject({
      'dvc.yaml': stages({ bad: 'cmd: exit 3', long: 'cmd: sleep 30; echo > long, outs: [long]' }),
    })
    const began = Date.now()
    expect((await project.run('repro -j 2 --fail-fast')).code).toBe(255)
    expect(Date.now() - began).toBeLessThan(15_000)
  })
})

describe('a stage', () => {
  it('is tried again as it says, and what became of each attempt can be read', async () => {
    const cmd = 'echo try; test -e second || { touch second; exit 75; }; echo > o'
    project = await makeProject({
      'dvc.yaml': `stages:\n  s:\n    cmd: ${JSON.stringify(cmd)}\n    outs: [o]\n    meta: {sterna: {retries: {max: 2, on: ["exit:75"], pause: 0}}}\n`,
    })
    expect((await project.run('repro')).code).toBe(0)
    const attempts = JSON.parse((await project.run('runs --json')).stdout)
    expect(attempts.map(({ state, number, exit }: Record<string, unknown>) => [state, number, exit])).toEqual([
      ['succeeded', 2, 0],
      ['failed', 1, 75],
    ])
    expect((await project.run('logs s')).stdout).toBe('try\n')
    expect((await project.run(`logs s --run ${attempts[1].id}`)).stderr).toContain('exited with 75')
  })

  it('may take and be silent for as long as it says', async () => {
    const fields = (timeout: string) => `cmd: sleep 20, meta: {sterna: {timeout: ${timeout}}}`
    project = await makeProject({ 'dvc.yaml': stages({ slow: fields('0.3s'), silent: fields('{silent: 0.3s}') }) })
    expect((await project.run('repro slow')).stderr).toContain('failed to run: sleep 20, took longer than 0.3 s')
    expect((await project.run('repro silent')).stderr).toContain('failed to run: sleep 20, printed nothing for 0.3 s')
  })

  it('leaves no process behind, whether it listens or not', async () => {
    const cmd =
      "(trap '' TERM; echo > ready; while :; do sleep 0.1; date > beat; done) & while ! test -e ready; do :; done; echo > o"
    project = await makeProject({ 'dvc.yaml': `stages:\n  s:\n    cmd: ${JSON.stringify(cmd)}\n    outs: [o]\n` })
    expect((await project.run('repro')).code).toBe(0)
    const beat = project.read('beat')
    await new Promise((resolve) => setTimeout(resolve, 1200))
    expect(project.read('beat')).toBe(beat)
  })

  it('that fails leaves its outputs as they were, and what it made instead beside them', async () => {
    project = await makeProject({ x: '1', 'dvc.yaml': stages({ s: 'cmd: cp x o, deps: [x], outs: [o]' }) })
    await project.run('repro')
    project.write({ x: '2', 'dvc.yaml': stages({ s: 'cmd: cp x o && exit 1, deps: [x], outs: [o]' }) })
    const run = await project.run('repro')
    expect(run.stderr).toMatchInlineSnapshot(`
      "WARNING: The outputs of stage 's' are again what they were before. What it left there is in '.dvc/tmp/sterna/left/s'.
      ERROR: failed to reproduce 's': failed to run: cp x o && exit 1, exited with 1
      "
    `)
    expect(project.read('o')).toBe('1')
    expect(project.read('.dvc/tmp/sterna/left/s/o')).toBe('2')
  })

  it('prints whatever it likes, and all of it is in its log', async () => {
    const script = 'process.stdout.write(Buffer.from([0, 255, 10, 13])); process.stdout.write(Buffer.alloc(5e6, "x"))'
    project = await makeProject({
      'script.cjs': script,
      'dvc.yaml': stages({ s: `cmd: ${process.execPath} script.cjs` }),
    })
    expect((await project.run('repro')).code).toBe(0)
    expect((await project.run('logs s')).stdout.length).toBe(5_000_004)
  })
})

describe('remembered runs', () => {
  const isoTime = /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/g

  it('are listed, and forgotten when their outputs are gone', async () => {
    project = await makeProject({ x: '1', 'dvc.yaml': stages({ s: 'cmd: cp x o, deps: [x], outs: [o]' }) })
    expect((await project.run('cache runs')).shown).toBe('No run is remembered.')
    await project.run('repro')
    project.write({ x: '2' })
    await project.run('repro')
    expect((await project.run('cache runs')).shown.replaceAll(isoTime, '<time>')).toMatchInlineSnapshot(`
      "Remembered           Complete    Outputs    Command
      <time>  yes         o          cp x o
      <time>  yes         o          cp x o"
    `)
    fs.rmSync(of('.dvc/cache/files/md5/c4'), { recursive: true })
    expect((await project.run('cache runs --incomplete --prune')).shown).toBe('1 run forgotten.')
    expect(JSON.parse((await project.run('cache runs --json')).stdout)).toMatchObject([
      { complete: true, outputs: ['o'] },
    ])
    expect((await project.run('cache runs --older-than 1h')).shown).toBe('No run is remembered.')
    expect((await project.run('cache runs --older-than soon')).code).toBe(254)
  })
})

describe('the runs', () => {
  it('are listed with how they ended', async () => {
    project = await makeProject({ 'dvc.yaml': stages({ a: 'cmd: echo > o, outs: [o]', b: 'cmd: exit 4' }) })
    expect((await project.run('runs')).shown).toBe('No stage has run here yet.')
    await project.run('repro -k')
    expect(gone((await project.run('runs --failed')).shown)).toContain('failed to run: exit 4, exited with 4')
    expect((await project.run('runs nothing')).shown).toBe('None of these stages has run here.')
    expect((await project.run('logs nothing')).stderr).toMatchInlineSnapshot(`
      "ERROR: There is no attempt at running a stage 'nothing' here.
      What has run: sterna runs
      "
    `)
  })

  it('of whoever is interrupted twice end at once', async () => {
    const cmd = "trap '' INT; echo > ready; while :; do sleep 0.1; done"
    project = await makeProject({ 'dvc.yaml': `stages:\n  s:\n    cmd: ${JSON.stringify(cmd)}\n` })
    const child = startRepro()
    const ended = new Promise((resolve) => child.once('exit', resolve))
    await until(() => project.read('ready') !== undefined)
    child.kill('SIGINT')
    await new Promise((resolve) => setTimeout(resolve, 1000))
    child.kill('SIGINT')
    expect(await ended).toBe(252)
    const [{ state }] = JSON.parse((await project.run('runs --json')).stdout)
    expect(state).toBe('lost')
  })

  it('of a killed process are lost, and nothing of what it ran is left', async () => {
    project = await makeProject({ 'dvc.yaml': stages({ s: 'cmd: echo $$ > group; sleep 60; echo > o, outs: [o]' }) })
    const child = startRepro()
    await until(() => Boolean(project.read('group')))
    const [runner] = JSON.parse((await project.run('runs --json')).stdout)
    expect(runner.state).toBe('running')
    process.kill(runner.process, 'SIGKILL')
    child.kill('SIGKILL')
    const group = Number(project.read('group'))
    await until(() => !isThere(group))
    expect(JSON.parse((await project.run('runs --json')).stdout)[0].state).toBe('lost')
  })
})

function startRepro(): ChildProcess {
  const env = { ...process.env, PATH: pathWithSterna(project) }
  return spawn('sh', ['-c', 'exec sterna "$0"', 'repro'], { cwd: project.directory, env, stdio: 'ignore' })
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 50))
}

/** Dead ones that nobody has taken note of do not count. */
function isThere(group: number): boolean {
  const members = execFileSync('ps', ['-A', '-o', 'pgid=,stat='], { encoding: 'utf8' }).split('\n')
  return members.some((line) => new RegExp(`^ *${group} +[^Z]`).test(line))
}
