import * as fs from 'node:fs'
import * as path from 'node:path'
import type { AbsolutePath } from '../base/index.ts'
import { nameWhole } from './create-whole.ts'
import { syncPath } from './sync-path.ts'

/** Room on the disk for a text that has to be written later, when the disk may be full. */
export interface ReservedFile {
  /** Makes a file of it, whole, unless there is something already; says whether it did. */
  turnInto(file: AbsolutePath, text: string): boolean
  giveBack(): void
}

const roomBytes = 4096

/** Takes the room now. A file with this name stays until it is given back. */
export function reserveFile(file: AbsolutePath): ReservedFile {
  const descriptor = fs.openSync(file, 'wx')
  try {
    fs.writeSync(descriptor, Buffer.alloc(roomBytes, ' '))
    fs.fsyncSync(descriptor)
  } catch (error) {
    fs.closeSync(descriptor)
    fs.rmSync(file, { force: true })
    throw error
  }
  return {
    turnInto: (place, text) => turnInto({ descriptor, file }, place, text),
    giveBack() {
      fs.closeSync(descriptor)
      fs.rmSync(file, { force: true })
    },
  }
}

function turnInto(
  { descriptor, file }: { descriptor: number; file: string },
  place: AbsolutePath,
  text: string,
): boolean {
  fs.writeSync(descriptor, text, 0)
  fs.ftruncateSync(descriptor, Buffer.byteLength(text))
  fs.fsyncSync(descriptor)
  const isMade = nameWhole(file, place, text)
  syncPath(path.dirname(place))
  return isMade
}
