import { type AbsolutePath, absolutePath, Failure } from '../base/index.ts'
import { type FileSystem, leftByOthers, ofProcess } from '../system/index.ts'
import type { OtherMachine } from './other-repository.ts'
import type { GitPlaces } from './refs.ts'

const purpose = 'sterna-index'

type ScratchMachine = OtherMachine & { readonly files: FileSystem }

/**
 * An index beside that of the work tree, in which a tree is put together. It begins as what is in the work tree's own
 * index, which stays as it is, and HEAD with it. Must be closed.
 */
export class ScratchIndex {
  readonly #machine: ScratchMachine
  readonly #places: GitPlaces
  readonly #file: AbsolutePath

  constructor(machine: ScratchMachine, places: GitPlaces) {
    this.#machine = machine
    this.#places = places
    this.#file = absolutePath(places.gitDirectory, ofProcess(purpose, machine.environment.processId))
    this.#begin()
  }

  /** Throws a `Failure` while there are conflicts that a merge could not settle. */
  refuseUnmerged(): void {
    const lines = splitNul(this.run(['ls-files', '-z', '--unmerged']))
    const files = [...new Set(lines.map((line) => line.slice(line.indexOf('\t') + 1)))]
    if (files.length === 0) return
    throw new Failure(
      'merge-conflict',
      `A merge has not been finished: ${files.map((file) => `'${file}'`).join(', ')}`,
      {
        hint: 'Settle the conflicts and "git add" the files, or give it up: git merge --abort (git rebase --abort while you rebase)',
      },
    )
  }

  /** Files that it does not hold and that Git is not told to ignore. */
  untracked(): string[] {
    return splitNul(this.run(['ls-files', '-z', '--others', '--exclude-standard']))
  }

  /** Takes in the present state of every file that is tracked, also that it has gone. */
  addTracked(): void {
    this.run(['add', '--update', '--', ':/'])
  }

  /** Takes in files and directories, from the root of the work tree; with `ignored` also those that Git is told to ignore. */
  add(paths: readonly string[], { ignored }: { readonly ignored: boolean }): void {
    if (paths.length === 0) return
    const options = ignored ? ['--force'] : []
    this.run(['add', ...options, '--pathspec-from-file=-', '--pathspec-file-nul'], nulList(paths))
  }

  /** Leaves nothing in it. */
  empty(): void {
    this.run(['read-tree', '--empty'])
  }

  /** What it holds, as a tree. Returns its id. */
  writeTree(): string {
    return this.run(['write-tree']).trim()
  }

  /** Puts files of a tree into the work tree, in place of what is there. */
  checkout(tree: string, paths: readonly string[]): void {
    if (paths.length === 0) return
    const words = ['-c', 'core.hooksPath=/dev/null', 'checkout', '--quiet', '--force']
    this.run([...words, '--pathspec-from-file=-', '--pathspec-file-nul', tree], nulList(paths))
  }

  close(): void {
    for (const file of [this.#file, absolutePath(`${this.#file}.lock`)]) this.#machine.files.remove(file)
  }

  run(words: readonly string[], input = ''): string {
    const variables = { ...this.#machine.environment.variables, GIT_INDEX_FILE: this.#file }
    const request = { command: 'git', arguments: words, directory: this.#places.root, variables, input }
    const { code, stdout, stderr } = this.#machine.processes.run(request)
    if (code === 0) return stdout
    throw new Failure('git', `git ${words.find(isVerb)} failed: ${stderr.trim() || `exit code ${code}`}`)
  }

  /**
   * A hard link keeps the time at which the index was written, by which Git knows files that changed at that very
   * moment; and Git never writes an index in place.
   */
  #begin(): void {
    const { files } = this.#machine
    const own = absolutePath(this.#places.gitDirectory, 'index')
    this.close()
    for (const left of leftByOthers(files, this.#places.gitDirectory, purpose)) files.remove(left)
    if (!files.stat(own)) return
    try {
      files.link(own, this.#file)
    } catch {
      files.copyFile(own, this.#file)
    }
  }
}

function isVerb(word: string, index: number, words: readonly string[]): boolean {
  return !word.startsWith('-') && words[index - 1] !== '-c'
}

function nulList(paths: readonly string[]): string {
  return paths.map((path) => `:(top,literal)${path}\0`).join('')
}

function splitNul(text: string): string[] {
  return text.split('\0').filter((part) => part !== '')
}
