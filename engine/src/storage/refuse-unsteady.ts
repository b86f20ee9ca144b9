import { Failure } from '../foundation/base/index.ts'

/** The failure of a file that somebody writes, moves or removes while it is read. */
export function refuseUnsteady(file: string): never {
  throw new Failure('conflict', `'${file}' was changed while it was being read.`, {
    hint: 'Run the command again when nobody writes the file.',
  })
}
