import * as path from 'node:path'
import { type AbsolutePath, absolutePath } from '../foundation/base/index.ts'
import type { FileSystem } from '../foundation/system/index.ts'
import { workspaceMode } from '../storage/index.ts'

/** Lets a file be written under a temporary name beside `to`, and gives it its name when it is complete. It is an ordinary file then. */
export function writeBeside(files: FileSystem, to: AbsolutePath, write: (temporary: AbsolutePath) => void): void {
  const temporary = temporaryFor(files, to)
  try {
    write(temporary)
    files.setMode(temporary, workspaceMode())
    files.rename(temporary, to)
  } catch (error) {
    files.remove(temporary)
    throw error
  }
}

/** The same for bytes that take a while to come. */
export async function writeBesideLater(
  files: FileSystem,
  to: AbsolutePath,
  write: (temporary: AbsolutePath) => Promise<void>,
): Promise<void> {
  const temporary = temporaryFor(files, to)
  try {
    await write(temporary)
    files.setMode(temporary, workspaceMode())
    files.rename(temporary, to)
  } catch (error) {
    files.remove(temporary)
    throw error
  }
}

function temporaryFor(files: FileSystem, to: AbsolutePath): AbsolutePath {
  files.makeDirectory(absolutePath(path.dirname(to)))
  const temporary = absolutePath(path.dirname(to), `.${path.basename(to)}.sterna.tmp`)
  files.remove(temporary)
  return temporary
}
