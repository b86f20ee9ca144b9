import { execFileSync, spawn } from 'node:child_process'
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Snapshot, snapshotOf } from './snapshot.ts'

/** How a command ended; no status if it was killed. */
export interface Ended {
  readonly status: number | null
  readonly stderr: string
}

const here = path.dirname(fileURLToPath(import.meta.url))
const entry = path.join(here, '../cli/dist/sterna.cjs')
const injector = path.join(here, 'inject.cjs')

/** The words after `node` that call the command. */
export function sternaWords(words: readonly string[]): string[] {
  return [entry, ...words]
}

/** A project in a folder of its own, worked on by the built command. */
export class FaultProject {
  readonly directory: string
  readonly #variables: NodeJS.ProcessEnv

  private constructor(parent: string) {
    this.directory = fs.realpathSync(fs.mkdtempSync(path.join(parent, 'fault-')))
    this.#variables = {
      PATH: process.env['PATH'],
      HOME: this.directory,
      XDG_CACHE_HOME: path.join(os.tmpdir(), 'sterna-faults-cache'),
      DVC_SITE_CACHE_DIR: this.at('.site'),
      DVC_NO_ANALYTICS: '1',
      SHELL: '/bin/sh',
      GIT_AUTHOR_NAME: 'Ada',
      GIT_AUTHOR_EMAIL: 'a@example.org',
      GIT_AUTHOR_DATE: '2024-01-01T00:00:00Z',
      GIT_COMMITTER_NAME: 'Ada',
      GIT_COMMITTER_EMAIL: 'a@example.org',
      GIT_COMMITTER_DATE: '2024-01-01T00:00:00Z',
    }
  }

  static async create(parent = os.tmpdir()): Promise<FaultProject> {
    const project = new FaultProject(parent)
    await project.begin('project')
    return project
  }

  /** Makes another project beside the first one. */
  async begin(folder: string): Promise<void> {
    fs.mkdirSync(this.at(folder))
    this.git(['init', '--quiet', '-b', 'main'], folder)
    await this.run(['init', '-q'], folder)
  }

  at(name: string): string {
    return path.join(this.directory, name)
  }

  /** How a process is started in one of the folders that needs no answer. */
  options(folder: string) {
    return {
      cwd: this.at(folder),
      env: this.#variables,
      stdio: ['ignore', 'pipe', 'ignore'] as ['ignore', 'pipe', 'ignore'],
    }
  }

  git(words: readonly string[], folder = 'project'): string {
    return execFileSync('git', words, { ...this.options(folder), encoding: 'utf8' })
  }

  write(name: string, content: string | Buffer, folder = 'project'): void {
    const file = path.join(this.at(folder), name)
    fs.mkdirSync(path.dirname(file), { recursive: true })
    fs.writeFileSync(file, content)
  }

  removeFile(name: string): void {
    fs.rmSync(path.join(this.at('project'), name))
  }

  removeFolder(name: string): void {
    const folder = path.join(this.at('project'), name)
    execFileSync('chmod', ['-R', 'u+w', folder])
    fs.rmSync(folder, { recursive: true })
  }

  /** Runs the command with nothing in its way, in a folder beside the project if that is meant. */
  run(words: readonly string[], folder = 'project'): Promise<Ended> {
    return this.runProgram(process.execPath, [entry, ...words], folder)
  }

  /** Runs the command with a fault at one of its calls (inject.cjs). */
  runWith(fault: Readonly<Record<string, string>>, words: readonly string[]): Promise<Ended> {
    return this.runProgram(process.execPath, ['-r', injector, entry, ...words], 'project', fault)
  }

  /** Runs any program in one of the folders. */
  async runProgram(
    program: string,
    words: readonly string[],
    folder: string,
    variables: Readonly<Record<string, string>> = {},
  ): Promise<Ended> {
    const child = spawn(program, words, {
      cwd: this.at(folder),
      env: { ...this.#variables, ...variables },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    const stderr: Buffer[] = []
    child.stderr.on('data', (piece: Buffer) => stderr.push(piece))
    const status = await new Promise<number | null>((resolve) => child.once('close', resolve))
    return { status, stderr: Buffer.concat(stderr).toString() }
  }

  /** Starts the command and kills it, and what it has started, after so many milliseconds. */
  async runAndKill(
    milliseconds: number,
    words: readonly string[],
    variables: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    const child = spawn(process.execPath, [entry, ...words], {
      cwd: this.at('project'),
      env: { ...this.#variables, ...variables },
      stdio: 'ignore',
      detached: true,
    })
    const ended = new Promise((resolve) => child.once('exit', resolve))
    const timer = setTimeout(() => {
      try {
        process.kill(-child.pid!, 'SIGKILL')
      } catch {
        // It was quicker.
      }
    }, milliseconds)
    await ended
    clearTimeout(timer)
  }

  snapshot(): Snapshot {
    return snapshotOf(this.directory)
  }

  remove(): void {
    execFileSync('chmod', ['-R', 'u+w', this.directory])
    fs.rmSync(this.directory, { recursive: true, force: true, maxRetries: 20 })
  }
}
