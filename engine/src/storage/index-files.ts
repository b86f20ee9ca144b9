import * as fs from 'node:fs'
import * as path from 'node:path'
import { type AbsolutePath, systemErrorCode } from '../foundation/base/index.ts'
import { temporaryName } from './temporary-name.ts'

/** Where an index keeps its bytes between processes, by name. */
export interface IndexFiles {
  read(name: string): SharedArrayBuffer | undefined
  write(name: string, bytes: Uint8Array): void
}

/** Files in a directory, replaced in one step. They can be made anew from the workspace, so nothing waits for the disk. */
export function indexDirectory(directory: AbsolutePath): IndexFiles {
  return {
    read: (name) => readWhole(path.join(directory, name)),
    write: (name, bytes) => {
      fs.mkdirSync(directory, { recursive: true })
      const temporary = path.join(directory, temporaryName())
      try {
        fs.writeFileSync(temporary, bytes)
        fs.renameSync(temporary, path.join(directory, name))
      } finally {
        fs.rmSync(temporary, { force: true })
      }
    },
  }
}

export const noIndexFiles: IndexFiles = { read: () => undefined, write: () => undefined }

/** In a buffer of its own, which columns of eight bytes need, and which other threads can look at. */
function readWhole(file: string): SharedArrayBuffer | undefined {
  try {
    const descriptor = fs.openSync(file, 'r')
    try {
      const buffer = new SharedArrayBuffer(fs.fstatSync(descriptor).size)
      const bytes = new Uint8Array(buffer)
      for (let at = 0; at < bytes.length; ) {
        const read = fs.readSync(descriptor, bytes, at, bytes.length - at, null)
        if (read === 0) return undefined
        at += read
      }
      return buffer
    } finally {
      fs.closeSync(descriptor)
    }
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error
    return undefined
  }
}
