import * as fs from 'node:fs'

/** Syncing costs some milliseconds a file; from this size on, writing the bytes costs more than that. */
export const syncedBytes = 32 << 20

/** Has the system write a file or directory to the disk. */
export function syncPath(file: string): void {
  if (process.platform === 'win32') return
  const descriptor = fs.openSync(file, 'r')
  try {
    fs.fsyncSync(descriptor)
  } finally {
    fs.closeSync(descriptor)
  }
}
