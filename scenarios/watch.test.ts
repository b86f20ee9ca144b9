import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { makeProject, pathWithSterna, type TestProject } from '@sterna/testkit'
import { afterEach, describe, expect, it } from 'vitest'

let project: TestProject
afterEach(() => project.remove())

const hasStrace = spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0
if (!hasStrace) console.warn('SKIPPED: what needs strace, which is not installed or not allowed to trace here')
const traces = hasStrace ? ['strace', 'snapshot'] : ['snapshot']

const train = `
const fs = require('fs')
const [lr, data] = [process.argv[3], process.argv[4]]
fs.readFileSync('params.yaml')
const sum = fs.readFileSync(data, 'utf8').trim().split('\\n').reduce((total, line) => total + Number(line), 0)
fs.writeFileSync('model.tmp', 'm'.repeat(sum))
fs.renameSync('model.tmp', 'model.bin')
fs.writeFileSync('metrics.json', JSON.stringify({ loss: lr * sum }))
fs.writeFileSync('curve.csv', 'step,loss\\n1,' + lr + '\\n')
console.log('trained')
console.error('with a warning')
`
const script = () => makeProject({ 'train.cjs': train, 'data.txt': '1\n2\n', 'params.yaml': 'seed: 3 # the first\n' })
const watch = (line: string) => project.run(`watch ${line}`)
const json = async (line: string) => JSON.parse((await watch(`--json ${line}`)).stdout)
const runs = async () => JSON.parse((await project.run('runs --json')).stdout)

describe.each(traces)('a command that is watched by %s', (trace) => {
  const run = (rate: string) => watch(`--trace ${trace} node train.cjs --lr ${rate} data.txt`)

  it('runs as it is, and is listed with what it printed', async () => {
    project = await script()
    const first = await run('0.1')
    expect(first.code).toBe(0)
    expect(first.stdout).toBe('trained\n')
    expect(first.stderr.replace(/\d+\.\d s/, '<time>')).toBe(
      [
        'with a warning\n\nWatched as watch:train: exit code 0 after <time>. What it printed: sterna logs watch:train\n',
        `  read   data.txt, ${trace === 'strace' ? 'params.yaml, ' : ''}train.cjs\n`,
        '  wrote  curve.csv, metrics.json, model.bin\n',
      ].join(''),
    )
    expect(await runs()).toMatchObject([{ stage: 'watch:train', state: 'succeeded', exit: 0 }])
    expect((await project.run('logs watch:train')).stdout).toContain('trained\n')
    expect(project.read('dvc.yaml')).toBeUndefined()
    expect(tracesLeft()).toEqual([])
  })

  it('is offered as a stage after the second time, and written when that is wanted', async () => {
    project = await script()
    await run('0.1')
    const second = await run('0.2')
    const params = trace === 'strace' ? 'seed,lr' : 'lr'
    const line = `sterna stage add -n train -d data.txt -d train.cjs -p params.yaml:${params} -o model.bin -M metrics.json --plots curve.csv`
    expect(second.stderr).toContain(`  ${line} 'node train.cjs --lr \${lr} data.txt'\n`)
    expect(second.stderr).toContain('with these in params.yaml:\n\n  lr: 0.2\n')
    expect(project.read('dvc.yaml')).toBeUndefined()
    expect(project.read('params.yaml')).toBe('seed: 3 # the first\n')

    expect((await watch('--accept train')).shown).toContain("Added stage 'train' in 'dvc.yaml'")
    expect(project.read('params.yaml')).toBe('seed: 3 # the first\nlr: 0.2\n')
    const repro = await project.run('repro')
    expect(repro.stdout).toContain('> node train.cjs --lr 0.2 data.txt\n')
    expect(project.read('dvc.lock')).toContain('model.bin')
    expect((await run('0.3')).stderr).toContain(
      "It did the same twice, but there is no stage to be made of it: 'curve.csv' is tracked already, by 'train'.",
    )
  })
})

describe.runIf(hasStrace)('a stage whose command was watched', () => {
  it('is told by check what it reads and does not name', async () => {
    project = await script()
    await project.run("stage add -n train -d data.txt -d train.cjs -o model.bin 'node train.cjs --lr 1 data.txt'")
    expect((await project.run('check')).code).toBe(0)
    await watch('node train.cjs --lr 2 data.txt')
    expect((await project.run('check')).stdout).toContain(
      `warning: the command of 'train' was seen to read "params.yaml", which the stage does not name [undeclared-read]`,
    )
  })
})

describe('a command that is watched', () => {
  it('has its own exit code, and counts only when it succeeds', async () => {
    project = await makeProject({ 'a.txt': 'x' })
    for (const [line, code] of [
      ["'echo a > o; exit 7'", 7],
      ["'echo a > o; exit 7'", 7],
      ["'kill -TERM $$'", 143],
    ] as const) {
      const run = await watch(line)
      expect(run.code).toBe(code)
      expect(run.stderr).not.toContain('did the same twice')
    }
    expect((await runs()).map(({ failure }: { failure: string }) => failure)).toEqual(['signal', 'exit', 'exit'])
  })

  it('gets its words as they were typed', async () => {
    project = await makeProject({ 'words.cjs': 'console.log(process.argv.slice(2).join(" "))' })
    const words = '--na 1 --acc -q --json -- --tr x'
    expect((await watch(`--nam words node words.cjs ${words}`)).stdout).toBe(`${words}\n`)
    expect((await watch(`-- node words.cjs ${words}`)).stdout).toBe(`${words}\n`)
  })

  it('reads what is typed', async () => {
    project = await makeProject()
    const { stdout } = sterna(['watch', 'cat'], { input: 'typed\n' })
    expect(stdout).toBe('typed\n')
  })

  it('is told of as JSON, with all that it prints elsewhere', async () => {
    project = await script()
    project.git('add', '.')
    project.git('-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', 'commit', '--quiet', '-m', 'first')
    await json('node train.cjs --lr 1 data.txt')
    const told = await json('node train.cjs --lr 2 data.txt')
    expect(told.run).toMatchObject({
      stage: 'watch:train',
      exit: 0,
      isDirty: false,
      commit: project.git('rev-parse', 'HEAD'),
      directory: '',
    })
    expect(told.offer).toMatchObject({ name: 'train', params: { lr: 2 } })
    expect((await json('--accept')).added.name).toBe('train')
  })

  it('gives away no secret', async () => {
    project = await makeProject()
    const line = "sh -c 'echo > o' x --api-key hidden"
    await watch(line)
    const second = await watch(line)
    expect(second.stderr).toContain("--api-key '***'")
    const found = spawnSync('grep', ['-r', 'hidden', '.git/sterna', '.dvc'], {
      cwd: project.directory,
      encoding: 'utf8',
    })
    expect([found.status, found.stdout]).toEqual([1, ''])
  })

  it('of a directory below has its stage there', async () => {
    project = await makeProject({ 'sub/run.sh': 'cat ../in.txt > out.bin\n', 'in.txt': 'x' })
    const line = 'watch --trace snapshot sh run.sh ../in.txt'
    for (const _ of [1, 2]) await project.run(`--cd sub ${line}`)
    expect((await watch('--accept run')).stderr).toMatchInlineSnapshot(`
      "ERROR: 'run' was watched in 'sub', so its stage belongs there.
      Run it from there: sterna --cd sub watch --accept run
      "
    `)
    expect((await project.run('--cd sub watch --accept run --name fit')).code).toBe(0)
    expect(project.read('sub/dvc.yaml')).toMatchInlineSnapshot(`
      "stages:
        fit:
          cmd: sh run.sh ../in.txt
          deps:
          - ../in.txt
          - run.sh
          outs:
          - out.bin
      "
    `)
  })

  it('is refused if nothing can be made of it', async () => {
    project = await makeProject({ 'params.yaml': '- a list\n', 'a.sh': 'echo > o.bin\n' })
    const told = [await watch(''), await watch('no-such-program x'), await watch('./a.sh')]
    told.push(await watch('--accept'))
    await watch('sh a.sh --n 1')
    told.push(await watch('--accept'))
    await watch('sh a.sh --n 2')
    told.push(await watch('--accept'))
    expect(told.map(({ stderr }) => stderr).join('\n')).toMatchInlineSnapshot(`
      "ERROR: command is not specified
      For example: sterna watch python train.py

      ERROR: There is no program 'no-such-program'.
      Check its name, or put a line for the shell in quotes: sterna watch "…"

      ERROR: './a.sh' may not be run as a program.
      Allow it with "chmod +x", or name what runs it: sterna watch sh ./a.sh

      ERROR: No command was watched here.
      Watch one twice: sterna watch python train.py

      ERROR: There is no stage to be made of 'a': it was not seen to do the same twice.
      What has run: sterna runs

      ERROR: 'params.yaml' has no mapping at its top.
      Make it one, or write the stage yourself with sterna stage add.
      "
    `)
    expect([project.read('params.yaml'), project.read('dvc.yaml')]).toEqual(['- a list\n', undefined])
  })

  it('leaves everything as it was if the stage is refused', async () => {
    project = await makeProject({ 'a.sh': 'echo > o.bin\n' })
    for (const n of [1, 2]) await watch(`--name bad.name sh a.sh --n ${n}`)
    expect((await watch('--accept')).stderr).toContain('Stage name cannot contain punctuation characters.')
    expect(project.read('params.yaml')).toBeUndefined()
  })

  it('is compared before and after where strace is not allowed, and that is said', async () => {
    project = await script()
    const bin = path.join(project.directory, '..', 'no-strace')
    fs.mkdirSync(bin)
    fs.writeFileSync(path.join(bin, 'strace'), '#!/bin/sh\necho "ptrace: Operation not permitted" >&2\nexit 1\n', {
      mode: 0o755,
    })
    const run = sterna(['watch', 'node', 'train.cjs', '--lr', '1', 'data.txt'], { before: bin })
    expect(run.status).toBe(0)
    expect(run.stderr).toContain(
      'WARNING: Strace does not work here: ptrace: Operation not permitted, so it is not seen which files are read.\n',
    )
    expect(run.stderr).toContain('  read   data.txt, train.cjs\n')
    const refused = sterna(['watch', '--trace', 'strace', 'ls'], { before: bin })
    expect(refused.status).toBe(255)
    expect(refused.stderr).toContain('Use --trace snapshot: that sees what is written, but not what is read.')
  })
})

describe.each(traces)('signals to a command that is watched by %s', (trace) => {
  const start = (script: string) => startSterna(['watch', '--trace', trace, '--name', 'long', script])

  it('reach it, and it ends in its own way', async () => {
    project = await makeProject()
    const child = start("trap 'echo > told; exit 9' INT; echo > ready; while :; do sleep 0.1; done")
    const ended = new Promise((resolve) => child.once('exit', resolve))
    await until(() => project.read('ready') !== undefined)
    child.kill('SIGINT')
    expect(await ended).toBe(9)
    expect(project.read('told')).toBe('\n')
    expect((await runs())[0].state).toBe('interrupted')
  })

  it('that kill who watches leave nobody behind, and the run is lost', async () => {
    project = await makeProject()
    const child = start('ps -o pgid= -p $$ > group; sleep 60; echo > o')
    await until(() => Boolean(project.read('group')))
    const [{ process: watcher, state }] = await runs()
    expect(state).toBe('running')
    const group = Number(project.read('group'))
    const ended = new Promise((resolve) => child.once('exit', resolve))
    process.kill(watcher, 'SIGKILL')
    await ended
    await until(() => !isThere(group))
    expect((await runs())[0].state).toBe('lost')
    await watch(`--trace ${trace} true`)
    expect(tracesLeft()).toEqual([])
  })
})

function tracesLeft(): string[] {
  const folder = path.join(project.directory, '.dvc/tmp/sterna/traces')
  return fs.existsSync(folder) ? fs.readdirSync(folder) : []
}

function sterna(words: string[], { input = '', before = '' } = {}) {
  const { PATH, env } = environment()
  const options = {
    cwd: project.directory,
    env: { ...env, PATH: `${before}:${PATH}` },
    input,
    encoding: 'utf8',
  } as const
  return spawnSync('sh', ['-c', 'exec sterna "$@"', 'sh', ...words], options)
}

function startSterna(words: string[]): ChildProcess {
  const { PATH, env } = environment()
  const options = { cwd: project.directory, env: { ...env, PATH }, stdio: 'ignore' } as const
  return spawn('sh', ['-c', 'exec sterna "$@"', 'sh', ...words], options)
}

function environment() {
  return { PATH: pathWithSterna(project), env: process.env }
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 50))
}

/** Dead ones that nobody has taken note of do not count. */
function isThere(group: number): boolean {
  const members = execFileSync('ps', ['-A', '-o', 'pgid=,stat='], { encoding: 'utf8' }).split('\n')
  return members.some((line) => new RegExp(`^ *${group} +[^Z]`).test(line))
}
