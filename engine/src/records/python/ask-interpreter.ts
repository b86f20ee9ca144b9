import { type AbsolutePath, absolutePath } from '../../foundation/base/index.ts'
import { jsonLine, readJsonLines } from '../../foundation/formats/index.ts'
import { type Environment, type FileSystem, orNothing, type Processes } from '../../foundation/system/index.ts'

export interface AskContext {
  readonly files: FileSystem
  readonly processes: Processes
  readonly environment: Environment
  readonly sharedState: AbsolutePath
}

export interface InterpreterAnswer {
  readonly version: string
  /** Where it looks for packages, in its order. */
  readonly folders: readonly string[]
}

const question = [
  'import sys, json',
  'print(json.dumps({"version": sys.version.split()[0], "folders": [p for p in sys.path if p.endswith("-packages")]}))',
].join('\n')
const longestMilliseconds = 5_000

/** What an interpreter says of itself. The answer is remembered until its file is another one; a script in its place is asked each time. */
export function askInterpreter(context: AskContext, executable: AbsolutePath): InterpreterAnswer | undefined {
  const { files } = context
  const real = files.realPath(executable)
  const stat = files.stat(real)
  if (!stat) return undefined
  const state = [executable, real, stat.inode, stat.bytes, stat.mtimeMs].join(' ')
  const memory = absolutePath(context.sharedState, 'interpreters')
  const known = remembered(files.readText(memory) ?? '', state)
  if (known) return known
  const answer = ask(context, executable)
  if (answer && !isScript(files, real, stat.bytes))
    orNothing(() => files.append(memory, jsonLine({ ...answer, state })))
  return answer
}

function remembered(text: string, state: string): InterpreterAnswer | undefined {
  return readJsonLines(text)
    .map(answerIn)
    .find((answer) => answer?.state === state)
}

function answerIn(line: unknown): (InterpreterAnswer & { readonly state: unknown }) | undefined {
  const { state, version, folders } = (line ?? {}) as Record<string, unknown>
  if (typeof version !== 'string' || !Array.isArray(folders)) return undefined
  return { state, version, folders: folders.map(String) }
}

/** Whoever sets variables for Python itself would get other packages for it alone, so that they count for nothing here. */
function ask({ processes }: AskContext, executable: AbsolutePath): InterpreterAnswer | undefined {
  const words = { command: executable, arguments: ['-E', '-c', question], directory: absolutePath(executable, '..') }
  const result = orNothing(() => processes.run({ ...words, input: '', longestMilliseconds }))
  return result?.code === 0 ? answerIn(orNothing(() => JSON.parse(result.stdout) as unknown)) : undefined
}

/** Such as those of pyenv, which start one interpreter or another. */
function isScript(files: FileSystem, file: AbsolutePath, bytes: number): boolean {
  const largestScript = 64 * 1024
  return bytes < largestScript && Buffer.from(files.readBytes(file) ?? []).toString('latin1', 0, 2) === '#!'
}
