import * as path from 'node:path'

/** The version of DVC whose commands and files ours are. */
export const dvcVersion = '3.67.1'

/** Whether the program goes by DVC's name: other programs, editors among them, then ask for the version of that. */
export function isCalledDvc(program: string | undefined): boolean {
  return program !== undefined && /^dvc(\.\w+)?$/i.test(path.basename(program))
}
