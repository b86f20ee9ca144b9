import * as fs from 'node:fs'

/** Standard output or standard error. */
export interface StandardStream {
  readonly isTerminal: boolean
  /** Width in columns; undefined where nobody tells. */
  readonly columns: number | undefined
  write(content: string | Uint8Array): void
}

/**
 * Writes at once and in order, as Node's own streams do for files, terminals and pipes, but without loading them: that costs
 * more than most commands have to say. Terminals are left to Node. A closed pipe ends the process as it ends others.
 */
export function standardStream(descriptor: 1 | 2): StandardStream {
  const mayBeTerminal = isCharacterDevice(descriptor)
  const stream = () => (descriptor === 1 ? process.stdout : process.stderr)
  return {
    isTerminal: mayBeTerminal && stream().isTTY === true,
    columns: mayBeTerminal ? stream().columns : undefined,
    write: (content) => writeAll(descriptor, typeof content === 'string' ? Buffer.from(content) : content),
  }
}

function isCharacterDevice(descriptor: number): boolean {
  try {
    return fs.fstatSync(descriptor).isCharacterDevice()
  } catch {
    return false
  }
}

const closedPipeExit = 141

function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) {
    try {
      done += fs.writeSync(descriptor, bytes, done)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'EPIPE') process.exit(closedPipeExit)
      if (code !== 'EAGAIN') throw error
      waitForReader()
    }
  }
}

/** A pipe that does not wait by itself is full. */
function waitForReader(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1)
}
