import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { fileURLToPath } from 'node:url'

export interface FaultResult {
  readonly name: string
  readonly mistake: string | undefined
}

const here = path.dirname(fileURLToPath(import.meta.url))
const entry = path.join(here, '../cli/dist/sterna.cjs')
const injector = path.join(here, 'inject.cjs')

/** A project in a folder of its own, worked on by the built command. */
export class FaultProject {
  readonly directory: string
  readonly #variables: NodeJS.ProcessEnv

  constructor(parent = os.tmpdir()) {
    this.directory = fs.realpathSync(fs.mkdtempSync(path.join(parent, 'fault-')))
    this.#variables = {
      PATH: process.env['PATH'],
      HOME: this.directory,
      XDG_CACHE_HOME: path.join(os.tmpdir(), 'sterna-faults-cache'),
      SHELL: '/bin/sh',
      GIT_AUTHOR_NAME: 'Ada',
      GIT_AUTHOR_EMAIL: 'a@example.org',
      GIT_COMMITTER_NAME: 'Ada',
      GIT_COMMITTER_EMAIL: 'a@example.org',
    }
    fs.mkdirSync(this.at('project'))
    this.git('init', '--quiet', '-b', 'main')
    this.run('init', '-q')
  }

  at(name: string): string {
    return path.join(this.directory, name)
  }

  git(...words: string[]): void {
    execFileSync('git', words, { cwd: this.at('project'), env: this.#variables })
  }

  write(name: string, content: string | Buffer): void {
    const file = path.join(this.at('project'), name)
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

  run(...words: string[]) {
    return this.runWith({}, ...words)
  }

  /** Runs the command with a fault at one of its calls (inject.cjs). */
  runWith(fault: Readonly<Record<string, string>>, ...words: string[]) {
    return spawnSync(process.execPath, ['-r', injector, entry, ...words], {
      cwd: this.at('project'),
      env: { ...this.#variables, ...fault },
      encoding: 'utf8',
    })
  }

  /** Milliseconds that the command takes. */
  time(...words: string[]): number {
    const begin = performance.now()
    this.run(...words)
    return performance.now() - begin
  }

  /** Starts the command and kills it, and what it has started, after so many milliseconds. */
  async runAndKill(milliseconds: number, ...words: string[]): Promise<void> {
    const child = spawn(process.execPath, [entry, ...words], {
      cwd: this.at('project'),
      env: this.#variables,
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

  /** All files that count, by path with their content's hash; objects whose content is not what their name says are told. */
  snapshot(): { readonly files: ReadonlyMap<string, string>; readonly corrupt: readonly string[] } {
    const files = new Map<string, string>()
    const corrupt: string[] = []
    for (const file of filesBelow(this.directory)) {
      const shown = path.relative(this.directory, file)
      if (/(^|\/)\.git\/|\.dvc\/tmp\/|\.tmp$/.test(shown)) continue
      const hash = createHash('md5').update(fs.readFileSync(file)).digest('hex')
      files.set(shown, hash)
      const object = shown.match(/files\/md5\/(..)\/([0-9a-f]{30})(\.dir)?$/)
      if (object && `${object[1]}${object[2]}` !== hash) corrupt.push(shown)
    }
    return { files, corrupt }
  }

  remove(): void {
    execFileSync('chmod', ['-R', 'u+w', this.directory])
    fs.rmSync(this.directory, { recursive: true, force: true })
  }
}

function filesBelow(directory: string): string[] {
  return fs.readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(directory, entry.name)
    if (entry.isDirectory()) return filesBelow(file)
    return entry.isFile() ? [file] : []
  })
}
