import { type ChildProcessWithoutNullStreams, execFile, spawn } from 'node:child_process'
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import * as readline from 'node:readline'
import { fileURLToPath } from 'node:url'
import { dvcVariables } from './world.ts'

export interface ToolResult {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** A program that understands DVC's commands. */
export interface Tool {
  readonly name: 'dvc' | 'sterna'
  run(words: readonly string[], directory: string, variables: Readonly<Record<string, string>>): Promise<ToolResult>
  close(): void
}

const here = path.dirname(fileURLToPath(import.meta.url))
const sternaEntry = path.join(here, '../cli/dist/sterna.cjs')

/** As many bytes of output as a command may have. */
const maxBuffer = 64 << 20

/** The built command of this project; every world has a home of its own, but code that was compiled once serves all. */
export function sternaTool(): Tool {
  const caches = fs.mkdtempSync(path.join(os.tmpdir(), 'compat-caches-'))
  return {
    name: 'sterna',
    run: (words, cwd, variables) =>
      new Promise((resolve) => {
        const env = { ...variables, XDG_CACHE_HOME: caches }
        const child = execFile(
          process.execPath,
          [sternaEntry, ...words],
          { cwd, env, maxBuffer },
          (_, stdout, stderr) => resolve({ code: child.exitCode ?? -1, stdout, stderr }),
        )
        child.stdin?.end()
      }),
    close: () => fs.rmSync(caches, { recursive: true, force: true }),
  }
}

/** Real DVC, in a Python process that imports it once and forks for every command. */
export function dvcTool(python: string): Tool {
  const driver: ChildProcessWithoutNullStreams = spawn(python, [path.join(here, 'dvc-driver.py')], {
    env: { ...process.env, ...dvcVariables, PYTHONDONTWRITEBYTECODE: '' },
  })
  const answers = readline.createInterface({ input: driver.stdout })[Symbol.asyncIterator]()
  let complaints = ''
  driver.stderr.on('data', (chunk) => (complaints += String(chunk)))
  return {
    name: 'dvc',
    async run(words, directory, variables) {
      const own = startsItself(words) ? withItself(variables, python) : variables
      driver.stdin.write(`${JSON.stringify({ words, directory, variables: own })}\n`)
      const answer = await answers.next()
      if (answer.done) throw new Error(`DVC's driver ended: ${complaints}`)
      return JSON.parse(answer.value)
    },
    close: () => driver.stdin.end(),
  }
}

/** DVC's queue calls `dvc`. */
function startsItself(words: readonly string[]): boolean {
  return words.includes('--run-all') || words[0] === 'queue'
}

function withItself(variables: Readonly<Record<string, string>>, python: string): Readonly<Record<string, string>> {
  return { ...variables, PATH: `${path.dirname(python)}${path.delimiter}${variables['PATH']}` }
}
