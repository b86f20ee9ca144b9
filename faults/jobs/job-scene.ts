import { type ChildProcess, spawn } from 'node:child_process'
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'
import { isEnded, type JobFacts, type RunnerContext, stateOf, usualJobPolicy } from '../../engine/src/jobs/index.ts'
import { openJobs } from './open-jobs.ts'

const here = path.dirname(fileURLToPath(import.meta.url))
const supervisor = path.join(here, '../../cli/dist/job-supervisor.cjs')
export const injector = path.join(here, '../inject.cjs')
let program: string | undefined

/** Jobs that write down when they begin and end, in a folder of their own, and runners for them. */
export class JobScene {
  readonly directory = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'fault-jobs-')))
  readonly context: RunnerContext = openJobs(path.join(this.directory, 'jobs'), supervisor)

  submit(count: number, seconds: number): void {
    fs.mkdirSync(this.context.directory, { recursive: true })
    const tell = (word: string) =>
      `echo "${word} $(basename "$STERNA_JOB") $STERNA_JOB_ATTEMPT $$ $(date +%s%N)" >> ${this.directory}/told`
    const script = `${tell('begin')}; sleep ${seconds}; ${tell('end')}`
    const policy = { ...usualJobPolicy, retries: { most: 1000, on: ['signal'], pause: 0, factor: 1, lost: 1000 } }
    for (let i = 0; i < count; i++)
      this.context.jobs.submit({ name: `job-${i}`, kind: 'test', details: { script }, policy })
  }

  startRunner(slots: number, variables: Readonly<Record<string, string>> = {}): ChildProcess {
    return spawn(process.execPath, [runnerProgram(), this.context.directory, supervisor, String(slots)], {
      env: { ...process.env, NODE_OPTIONS: '', ...variables },
      stdio: 'ignore',
      cwd: this.directory,
    })
  }

  facts(): JobFacts[] {
    return this.context.jobs.all()
  }

  isDone(): boolean {
    return this.facts().every((facts) => isEnded(stateOf(facts)))
  }

  told(): { word: string; job: string; attempt: string; process: number; time: bigint }[] {
    const file = path.join(this.directory, 'told')
    const lines = fs.existsSync(file) ? fs.readFileSync(file, 'utf8').split('\n').filter(Boolean) : []
    return lines.map((line) => {
      const [word = '', job = '', attempt = '', process, time = '0'] = line.split(' ')
      return { word, job, attempt, process: Number(process), time: BigInt(time) }
    })
  }

  remove(): void {
    fs.rmSync(this.directory, { recursive: true, force: true })
  }
}

export function exitOf(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => void child.once('exit', () => resolve()))
}

function runnerProgram(): string {
  if (program) return program
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fault-runner-'))
  process.on('exit', () => fs.rmSync(folder, { recursive: true, force: true }))
  const outfile = path.join(folder, 'runner.cjs')
  const entry = path.join(here, 'runner-program.ts')
  buildSync({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'cjs', logLevel: 'error' })
  return (program = outfile)
}
