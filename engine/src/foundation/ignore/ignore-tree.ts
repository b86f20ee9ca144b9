import * as path from 'node:path'
import { type AbsolutePath, absolutePath, type RepoPath, toPosix } from '../base/index.ts'
import { lastThatFits, namedPattern, type RuleSet } from './deciding-pattern.ts'
import { readPatterns } from './pattern.ts'

export interface IgnoreRule {
  /** The file the rule stands in, as given to the tree; undefined for a built-in one. */
  readonly file: AbsolutePath | undefined
  /** Line in that file, from 1. */
  readonly line: number
  readonly pattern: string
}

export interface IgnoreTreeOptions {
  readonly root: AbsolutePath
  /** Name of the files with rules, such as `.gitignore`. */
  readonly fileName: string
  /** Reads a rule file; undefined if there is none. */
  readonly read: (file: AbsolutePath) => string | undefined
  /** Rules that hold before all files, weakest first. */
  readonly before?: readonly { readonly file?: AbsolutePath; readonly text: string }[]
  /** Cut blanks at both ends of each line, as DVC does. */
  readonly trimLines?: boolean
}

/**
 * The ignore files of one name in a tree of directories, in Git's pattern language: rules in deeper directories win over
 * those above, later lines over earlier ones, and below an ignored directory nothing is taken back.
 */
export class IgnoreTree {
  readonly #options: IgnoreTreeOptions
  readonly #first: readonly RuleSet[]
  readonly #sets = new Map<string, readonly RuleSet[]>()
  readonly #directories = new Map<string, IgnoreRule | undefined>()

  constructor(options: IgnoreTreeOptions) {
    this.#options = options
    this.#first = (options.before ?? []).map(({ file, text }) => this.#compile(file, text))
  }

  /** Whether the path is ignored, itself or through a directory above it. */
  isIgnored(file: RepoPath, isDirectory: boolean): boolean {
    return this.ruleThatIgnores(file, isDirectory) !== undefined
  }

  /** The rule because of which the path is ignored, or undefined if it is not. */
  ruleThatIgnores(file: RepoPath, isDirectory: boolean): IgnoreRule | undefined {
    if (file === '') return undefined
    const parent = path.posix.dirname(file)
    const above = parent === '.' ? undefined : this.#ruleForDirectory(parent)
    return above ?? this.#ownRule(file, isDirectory)
  }

  /** The rule that decides about a path, also one that takes it back; undefined if no rule speaks of it. */
  decidingRule(file: RepoPath, isDirectory: boolean): (IgnoreRule & { readonly isNegated: boolean }) | undefined {
    const names = file.split('/')
    const above = names.slice(1).map((_, index) => names.slice(0, index + 1).join('/'))
    const ignored = above.find((directory) => this.isIgnored(directory as RepoPath, true))
    const place = ignored ?? file
    const found = namedPattern(this.#setsFor(path.posix.dirname(place)), place, isDirectory || ignored !== undefined)
    if (!found) return undefined
    const { text, line, isNegated } = found.pattern
    return { file: found.file, line, pattern: text, isNegated }
  }

  /** Whether a rule file stands in this directory or any above it, below the root. */
  hasRulesAt(directory: RepoPath): boolean {
    return this.#setsFor(directory).length > this.#first.length
  }

  /** All text that decides about paths below this directory; equal text, equal decisions. */
  rulesText(directory: RepoPath): string {
    return this.#setsFor(directory)
      .map((set) => `${set.file ?? ''}\n${set.lines.join('\n')}`)
      .join('\0')
  }

  #ruleForDirectory(directory: string): IgnoreRule | undefined {
    const known = this.#directories.get(directory)
    if (known !== undefined || this.#directories.has(directory)) return known
    const rule = this.ruleThatIgnores(directory as RepoPath, true)
    this.#directories.set(directory, rule)
    return rule
  }

  #ownRule(file: RepoPath, isDirectory: boolean): IgnoreRule | undefined {
    const sets = this.#setsFor(path.posix.dirname(file))
    for (let i = sets.length - 1; i >= 0; i--) {
      const set = sets[i]!
      const pattern = lastThatFits(set, file, isDirectory)
      if (pattern) return pattern.isNegated ? undefined : { file: set.file, pattern: pattern.text, line: pattern.line }
    }
    return undefined
  }

  #baseOf(file: AbsolutePath): string {
    const directory = path.relative(this.#options.root, path.dirname(file))
    return directory.startsWith('..') || path.basename(file) !== this.#options.fileName ? '' : toPosix(directory)
  }

  #setsFor(directory: string): readonly RuleSet[] {
    const place = directory === '.' ? '' : directory
    const known = this.#sets.get(place)
    if (known) return known
    const above = place === '' ? this.#first : this.#setsFor(path.posix.dirname(place))
    const own = this.#setIn(place)
    const sets = own ? [...above, own] : above
    this.#sets.set(place, sets)
    return sets
  }

  #setIn(directory: string): RuleSet | undefined {
    const file = absolutePath(this.#options.root, path.join(directory, this.#options.fileName))
    const text = this.#options.read(file)
    return text === undefined ? undefined : this.#compile(file, text)
  }

  #compile(file: AbsolutePath | undefined, text: string): RuleSet {
    const trim = this.#options.trimLines ?? false
    const lines = withoutMark(text)
      .split(/\r?\n/)
      .map((line) => (trim ? line.trim() : line))
    return { file, base: file === undefined ? '' : this.#baseOf(file), lines, patterns: readPatterns(lines) }
  }
}

/** Without the byte order mark some editors put first. */
function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text
}
