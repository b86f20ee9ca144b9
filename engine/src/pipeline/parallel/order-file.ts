import { type AbsolutePath, absolutePath } from '../../foundation/base/index.ts'
import { jsonLine, readJsonLines } from '../../foundation/formats/index.ts'
import type { FileSystem } from '../../foundation/system/index.ts'
import type { Addition } from './planned-order.ts'

/** What stages have added to files in a run that has not done all it should, so that the next one can go on in the same order. */
export class OrderFile {
  readonly #files: FileSystem
  readonly #file: AbsolutePath

  constructor({ files, root }: { readonly files: FileSystem; readonly root: AbsolutePath }) {
    this.#files = files
    this.#file = absolutePath(root, '.dvc/tmp/sterna/added.jsonl')
  }

  /** What was written half is left out. */
  read(): readonly Addition[] {
    return readJsonLines(this.#files.readText(this.#file) ?? '') as Addition[]
  }

  append(addition: Addition): void {
    this.#files.append(this.#file, jsonLine(addition))
  }

  /** All is done. */
  remove(): void {
    this.#files.remove(this.#file)
  }
}
