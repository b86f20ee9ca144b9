import { type AbsolutePath, absolutePath } from '../foundation/base/index.ts'
import { checkoutCommit } from '../foundation/git/index.ts'
import type { Machine } from './machine.ts'

export interface CheckOutContext {
  readonly machine: Machine
  /** Where work trees may lie as long as they are read. */
  readonly scratch: AbsolutePath
}

let workTrees = 0

/** The files of a commit in a work tree of our own, until it is closed. */
export function checkOut(
  { machine, scratch }: CheckOutContext,
  { from, commit }: { readonly from: AbsolutePath; readonly commit: string },
): { readonly directory: AbsolutePath; close(): void } {
  machine.files.makeDirectory(scratch)
  workTrees += 1
  const directory = absolutePath(scratch, `source-${machine.environment.processId}-${workTrees}`)
  const close = () => machine.files.remove(directory)
  try {
    checkoutCommit(machine, { from, to: directory, commit })
    return { directory, close }
  } catch (error) {
    close()
    throw error
  }
}
