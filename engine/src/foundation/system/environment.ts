import * as os from 'node:os'
import { type AbsolutePath, absolutePath } from '../base/index.ts'

/** What a process is told from outside. Read once, at the edge, and handed in. */
export interface Environment {
  readonly variables: Readonly<Record<string, string | undefined>>
  readonly workingDirectory: AbsolutePath
  readonly homeDirectory: AbsolutePath
  readonly platform: NodeJS.Platform
  readonly processId: number
  readonly processors: number
  /** Whether somebody sits at a terminal who could be asked. */
  canAsk(): boolean
  /** Aborted when whoever runs us wants everything to end. */
  readonly stop?: AbortSignal
  /** Of the program that has been started. */
  readonly version?: string
  /** Hears what is asked of remotes, line by line, for whoever looks for what is slow or wrong. */
  readonly tell?: (line: string) => void
}

export function readEnvironment(): Environment {
  return {
    variables: process.env,
    workingDirectory: absolutePath(process.cwd()),
    homeDirectory: absolutePath(os.homedir()),
    platform: process.platform,
    processId: process.pid,
    processors: os.availableParallelism(),
    canAsk: () => process.stdin.isTTY === true && process.stderr.isTTY === true,
  }
}
