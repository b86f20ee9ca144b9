import { type AbsolutePath, absolutePath, Failure, systemErrorCode } from '../../foundation/base/index.ts'
import type { ObservationContext } from '../observation-context.ts'
import type { Tracer } from '../tracer.ts'
import { FileUses } from './file-uses.ts'

const calls = [
  ...['open', 'openat', 'openat2', 'creat', 'truncate', 'link', 'linkat', 'symlink', 'symlinkat'],
  ...['unlink', 'unlinkat', 'rmdir', 'rename', 'renameat', 'renameat2', 'chdir', 'fchdir'],
  ...['execve', 'execveat', 'clone', 'clone3', 'fork', 'vfork'],
]
/** Only these calls stop the program, and only those that succeed are written; what is no path is left out. */
const options = [
  ...['-f', '--seccomp-bpf', '-qq', '-y', '-s', '0'],
  ...['-e', `trace=${calls.map((name) => `?${name}`).join(',')}`, '-e', 'signal=none', '-e', 'status=successful'],
]

type StraceContext = Pick<ObservationContext, 'root' | 'files' | 'processes' | 'environment' | 'readPiece'>

/** Why strace cannot be used here; undefined if it can. */
export function whyNoStrace({ processes, environment, root }: StraceContext): string | undefined {
  if (environment.platform !== 'linux') return 'strace is there on Linux only'
  try {
    const trial = { command: 'strace', arguments: [...options, '-o', '/dev/null', 'true'], directory: root }
    const { code, stderr } = processes.run(trial)
    return code === 0 ? undefined : `strace does not work here: ${stderr.trim().split('\n')[0] || `exit code ${code}`}`
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return 'strace is not installed'
    throw error
  }
}

/** Has strace write down what a command, and all that it starts, does with files. */
export function straceTracer(context: StraceContext, start: AbsolutePath): Tracer {
  const folder = absolutePath(context.root, '.dvc/tmp/sterna/traces')
  forgetLeft(context, folder)
  context.files.makeDirectory(folder)
  const log = absolutePath(folder, `${context.environment.processId}.trace`)
  return {
    kind: 'strace',
    around: ({ command, arguments: words }) => ({
      command: 'strace',
      arguments: [...options, '-o', log, '--', command, ...words],
    }),
    end() {
      const uses = new FileUses({ root: context.root, start })
      for (const line of linesOf(context, log)) uses.take(line)
      context.files.remove(log)
      return uses.all
    },
  }
}

/** What a process that was killed has left. */
function forgetLeft({ files, processes }: StraceContext, folder: AbsolutePath): void {
  for (const { name } of files.list(folder) ?? [])
    if (!processes.isAlive(Number.parseInt(name, 10))) files.remove(absolutePath(folder, name))
}

function* linesOf({ readPiece, files }: StraceContext, log: AbsolutePath): Generator<string> {
  if (!files.stat(log))
    throw new Failure('unsupported', 'strace has written nothing.', { hint: 'Try --trace snapshot.' })
  let begun = ''
  for (let start = 0; ; ) {
    const piece = readPiece(log, start)
    if (piece.length === 0) break
    start += piece.length
    // Strace writes ASCII only; other letters stand as numbers.
    const lines = (begun + Buffer.from(piece).toString('latin1')).split('\n')
    begun = lines.pop()!
    yield* lines
  }
}
