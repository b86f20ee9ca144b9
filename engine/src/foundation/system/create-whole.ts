import * as fs from 'node:fs'
import { systemErrorCode } from '../base/index.ts'

/** Gives a file that is whole another name; false if something has that name. Where there are no hard links, `text` goes into a new file. */
export function nameWhole(whole: string, file: string, text: string): boolean {
  return linkNew(whole, file) ?? writeNew(file, text)
}

/** Makes a file unless there is something already; says whether it did. */
export function writeNew(file: string, text: string): boolean {
  try {
    fs.writeFileSync(file, text, { flag: 'wx' })
    return true
  } catch (error) {
    if (systemErrorCode(error) === 'EEXIST') return false
    fs.rmSync(file, { force: true })
    throw error
  }
}

const withoutLinks: ReadonlySet<string> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EACCES'])

/** Undefined where the file system has no hard links. */
function linkNew(existing: string, file: string): boolean | undefined {
  try {
    fs.linkSync(existing, file)
    return true
  } catch (error) {
    const code = systemErrorCode(error) ?? ''
    if (code === 'EEXIST') return false
    if (withoutLinks.has(code)) return undefined
    throw error
  }
}
