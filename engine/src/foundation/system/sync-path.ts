import * as fs from 'node:fs'

/** Has the system write a file, or the names in a directory, to the disk. Windows does not let us ask for a directory. */
export function syncPath(place: string): void {
  if (process.platform === 'win32') return
  const descriptor = fs.openSync(place, 'r')
  try {
    fs.fsyncSync(descriptor)
  } finally {
    fs.closeSync(descriptor)
  }
}
