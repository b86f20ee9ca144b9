import * as fs from 'node:fs'
import * as path from 'node:path'
import { Failure, systemErrorCode } from '../foundation/base/index.ts'
import { copyFile } from './copy-file.ts'
import { fingerprint } from './fingerprint.ts'
import { type LinkJob, type LinkType, linkToNew, workspaceMode } from './link-type.ts'

/** More than this is not put at stake: a killed process would have copied it for nothing. */
const mostBytes = 64 << 20

/**
 * A directory that is filled out of sight and then gets its name, so that nobody sees half a file though no file is made
 * under another name first; to rename each costs as much as to write it.
 */
export class NewDirectory {
  readonly target: string
  readonly #place: string
  #bytes = 0

  constructor(target: string, scratch: string) {
    const parent = path.dirname(target)
    fs.mkdirSync(parent, { recursive: true })
    this.target = target
    this.#place = path.join(isSameDevice(parent, scratch) ? scratch : parent, `.${fingerprint(target)}.tmp`)
    fs.rmSync(this.#place, { recursive: true, force: true })
    fs.mkdirSync(this.#place)
  }

  get isFull(): boolean {
    return this.#bytes > mostBytes
  }

  /** Makes a file of the directory, all of it or nothing. Throws the system's error. */
  add(type: LinkType, job: LinkJob): void {
    const target = path.join(this.#place, path.basename(job.target))
    try {
      this.#make(type, { ...job, target })
    } catch (error) {
      if (systemErrorCode(error) !== 'EEXIST') fs.rmSync(target, { force: true })
      throw error
    }
  }

  #make(type: LinkType, job: LinkJob): void {
    if (type === 'copy') this.#bytes += copyFile(job.object, job.target, workspaceMode(job))
    else linkToNew(type, job)
  }

  /** Gives it its name, also after a failure: what is in it is whole. Failure 'conflict' if somebody has used the name. */
  finish(): void {
    try {
      fs.renameSync(this.#place, this.target)
    } catch (error) {
      fs.rmSync(this.#place, { recursive: true, force: true })
      throw isTaken.has(systemErrorCode(error) ?? '') ? madeMeanwhile(this.target) : error
    }
  }
}

/** What the system says where something else has the name; an empty directory gives way. */
const isTaken = new Set(['ENOTEMPTY', 'EEXIST', 'ENOTDIR'])

function madeMeanwhile(target: string): Failure {
  return new Failure('conflict', `'${target}' was made by another program meanwhile; it is left as it is.`, {
    hint: 'Run the command again.',
  })
}

/** Only there a directory can be given another name. */
function isSameDevice(a: string, b: string): boolean {
  return fs.statSync(a).dev === fs.statSync(b).dev
}
