import { execFileSync } from 'node:child_process'
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { runCommandLine } from '../../cli/src/main.ts'
import { type Paint } from '../../cli/src/shell/terminal.ts'

export interface Run {
  readonly code: number
  /** What a person sees: standard output and error as they came, without the project's own place. */
  readonly shown: string
  readonly stdout: string
  readonly stderr: string
}

/** A Git repository in a temporary folder, and the command line in it. Remove it at the end. */
export interface TestProject {
  readonly directory: string
  run(line: string): Promise<Run>
  write(files: Readonly<Record<string, string | Buffer>>): void
  read(file: string): string | undefined
  git(...words: string[]): string
  remove(): void
}

/** A repository with these files and, unless told otherwise, a project in it. */
export async function makeProject(
  files: Readonly<Record<string, string | Buffer>> = {},
  options: { readonly withoutInit?: boolean } = {},
): Promise<TestProject> {
  const base = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'sterna test ')))
  const directory = path.join(base, 'project')
  fs.mkdirSync(directory)
  const git = (...words: string[]) =>
    execFileSync('git', words, { cwd: directory, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  git('init', '--quiet', '-b', 'main')
  const project: TestProject = {
    directory,
    git,
    run: (line) => runLine(directory, base, line),
    write: (some) => writeFiles(directory, some),
    read: (file) =>
      fs.existsSync(path.join(directory, file)) ? fs.readFileSync(path.join(directory, file), 'utf8') : undefined,
    remove: () => fs.rmSync(base, { recursive: true, force: true }),
  }
  project.write(files)
  if (!options.withoutInit) await project.run('init -q')
  return project
}

/** A project whose files are in a commit, and in which Ada commits. */
export async function makeCommittedProject(files: Readonly<Record<string, string | Buffer>>): Promise<TestProject> {
  const project = await makeProject(files)
  project.git('config', 'user.name', 'Ada')
  project.git('config', 'user.email', 'ada@example.org')
  project.git('add', '--all')
  project.git('commit', '--quiet', '--message', 'begin')
  return project
}

async function runLine(directory: string, base: string, line: string): Promise<Run> {
  const out: string[] = []
  const err: string[] = []
  const both: string[] = []
  const code = await runCommandLine(wordsOf(line), {
    workingDirectory: directory,
    isTerminal: false,
    errIsTerminal: false,
    columns: 100,
    out: (text) => void (out.push(text), both.push(text)),
    err: (text) => void (err.push(text), both.push(text)),
    write: (stream, bytes) => {
      const text = Buffer.from(bytes).toString()
      ;(stream === 'stdout' ? out : err).push(text)
      both.push(text)
    },
    paint: (_colour: Paint, text: string) => text,
    onInterrupt: () => ({ close: () => undefined }),
  })
  const clean = (parts: readonly string[]) => parts.join('').replaceAll(base, '<temp>')
  return { code, shown: clean(both).trimEnd(), stdout: clean(out), stderr: clean(err) }
}

/** Words with blanks between them; single quotes keep blanks. */
export function wordsOf(line: string): string[] {
  return [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '')
}

function writeFiles(directory: string, files: Readonly<Record<string, string | Buffer>>): void {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(directory, name)
    fs.mkdirSync(path.dirname(file), { recursive: true })
    fs.rmSync(file, { force: true })
    fs.writeFileSync(file, content)
  }
}
