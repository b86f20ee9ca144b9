import { Failure } from '../../base/index.ts'
import { identicalValues } from '../equality.ts'
import { readsAs } from '../reads-as.ts'
import { TextEdits } from '../text-edits.ts'
import type { Scalar, Value, ValueMap } from '../values.ts'
import { type TomlOutline, type TomlPath, type TomlPlace, type TomlSection, tomlOutline } from './outline.ts'
import { readToml } from './read.ts'
import { tomlKey, tomlTable, tomlText } from './text.ts'

/**
 * The text of a TOML file after its content has become `newValue`: values are replaced where they stand, new keys go behind the
 * last of their table, new tables behind the last within theirs; all other bytes stay.
 * @throws Failure `file-format` if the text cannot be read, `unsupported` for null and for what cannot be changed in place.
 */
export function editToml(oldText: string, newValue: ValueMap, name: string): string {
  const editor = new TomlEditor(oldText)
  editor.changeTable([], readToml(oldText, name) as ValueMap, newValue)
  const edited = editor.text()
  if (edited === undefined || !readsAs(() => readToml(edited, name), newValue)) throw notInPlace(name)
  return edited
}

function notInPlace(name: string): Failure {
  return new Failure('unsupported', `"${name}" cannot be changed without writing all of it anew.`, {
    hint: `Change "${name}" in an editor.`,
  })
}

/** Where keys and tables go to the same place, keys stand first. */
const tableRank = 1

class TomlEditor {
  readonly #text: string
  readonly #outline: TomlOutline
  readonly #places: ReadonlyMap<string, TomlPlace>
  readonly #edits: TextEdits

  constructor(text: string) {
    this.#text = text
    this.#edits = new TextEdits(text)
    this.#outline = tomlOutline(text)
    this.#places = new Map(this.#outline.places.map((place) => [JSON.stringify(place.path), place]))
  }

  text(): string | undefined {
    return this.#edits.result()
  }

  changeTable(path: TomlPath, old: ValueMap, next: ValueMap): void {
    const stays = (key: Scalar, value: Value | undefined) =>
      this.#canStay([...path, key as string], old.get(key), value)
    const gone = [...old.keys()].filter((key) => !stays(key, next.get(key)))
    const added = [...next].filter(([key, value]) => !stays(key, value))
    const inline = gone.length > 1 || (gone.length > 0 && added.length > 0) ? this.#placeOf(path) : undefined
    if (inline) return this.#edits.replace(inline.start, inline.end, tomlText(next))
    for (const key of gone) this.#remove([...path, key as string])
    if (next.size === 0 && !this.#hasHead(path)) this.#addTable(path as string[], next)
    if (added.length > 0) this.#add(path, new Map(added))
    for (const [key, value] of next)
      if (stays(key, value)) this.#change([...path, key as string], old.get(key) as Value, value)
  }

  /** Whether a table is there even if it holds nothing. */
  #hasHead(path: TomlPath): boolean {
    return this.#placeOf(path) !== undefined || this.#outline.sections.some((section) => isSame(section.path, path))
  }

  /** Whether a value can be changed where it is: as a table, as a list of tables, or behind its key. */
  #canStay(path: TomlPath, old: Value | undefined, next: Value | undefined): boolean {
    if (old === undefined || next === undefined) return false
    if (old instanceof Map && next instanceof Map) return true
    return (
      (Array.isArray(old) && Array.isArray(next) && old.length === next.length) || this.#placeOf(path) !== undefined
    )
  }

  #change(path: TomlPath, old: Value, next: Value): void {
    if (identicalValues(old, next)) return
    if (old instanceof Map && next instanceof Map) return this.changeTable(path, old, next)
    const place = this.#placeOf(path)
    if (place) return this.#edits.replace(place.start, place.end, tomlText(next))
    if (!Array.isArray(old) || !Array.isArray(next)) return
    for (const [i, item] of old.entries()) this.#change([...path, i], item, next[i] as Value)
  }

  #remove(path: TomlPath): void {
    const { places, sections } = this.#outline
    const gone = sections.flatMap((section, i) => {
      return startsWith(section.path, path)
        ? [{ start: section.start, end: sections[i + 1]?.start ?? this.#text.length }]
        : []
    })
    for (const { start, end } of gone) this.#edits.replace(start, end, '')
    const isGone = ({ start: at }: TomlPlace) => gone.some(({ start, end }) => start <= at && at < end)
    for (const place of places) {
      if (startsWith(place.path, path) && !isGone(place) && !this.#isWithinInline(place, path)) this.#removePlace(place)
    }
  }

  #isWithinInline(place: TomlPlace, path: TomlPath): boolean {
    return place.path.length > path.length && this.#placeOf(path) !== undefined
  }

  #removePlace({ keyStart, end, isInline }: TomlPlace): void {
    if (!isInline) return this.#edits.replace(this.#edits.lineStart(keyStart), this.#edits.lineEnd(end), '')
    const comma = /^\s*,\s*/.exec(this.#text.slice(end))
    if (comma) return this.#edits.replace(keyStart, end + comma[0].length, '')
    const before = /,\s*$/.exec(this.#text.slice(0, keyStart))
    this.#edits.replace(keyStart - (before?.[0].length ?? 0), end, '')
  }

  #add(path: TomlPath, added: ValueMap): void {
    const inline = this.#placeOf(path)
    if (inline) return this.#addInline(inline, added)
    const isInList = path.some((step) => typeof step === 'number')
    const isTable = (value: Value): value is ValueMap => value instanceof Map && !isInList
    const own = new Map([...added].filter(([, value]) => !isTable(value)))
    if (own.size > 0) this.#addKeys(path, own)
    for (const [key, value] of added) if (isTable(value)) this.#addTable([...path, key] as string[], value)
  }

  #addKeys(path: TomlPath, added: ValueMap): void {
    const section = this.#outline.sections.find((candidate) => isSame(candidate.path, path))
    if (section) this.#addLines(section, entryLines([], added))
    else this.#addDotted(path, added)
  }

  #addInline({ start, end }: TomlPlace, added: ValueMap): void {
    const inner = this.#text.slice(start + 1, end - 1)
    const at = start + 1 + inner.trimEnd().length
    const entries = [...added].map(([key, value]) => `${tomlKey(key)} = ${tomlText(value)}`)
    this.#edits.replace(at, at, (inner.trim() === '' ? '' : ', ') + entries.join(', '))
  }

  #addTable(path: readonly string[], value: ValueMap): void {
    const around = this.#outline.sections.filter((section) => startsWith(section.path, path.slice(0, -1)))
    const end = around.at(-1)?.bodyEnd ?? this.#text.length
    const at = path.length === 1 ? this.#text.length : end
    const before = this.#text.slice(0, at)
    const gap = before === '' || before.endsWith('\n\n') ? '' : before.endsWith('\n') ? '\n' : '\n\n'
    this.#edits.replace(at, at, gap + tomlTable(path, value), tableRank)
  }

  #addLines(section: TomlSection, lines: string): void {
    const at = section.bodyEnd
    const isBare = section.path.length === 0 && at === 0
    const gap = at > 0 && this.#text[at - 1] !== '\n' ? '\n' : ''
    this.#edits.replace(at, at, gap + lines + (isBare && this.#outline.sections.length > 1 ? '\n' : ''))
  }

  /** To a table without a head of its own: made by keys with dots, or by the tables within it. */
  #addDotted(path: TomlPath, added: ValueMap): void {
    const sibling = this.#outline.places.findLast((place) => startsWith(place.path, path) && !place.isInline)
    const owner = this.#outline.sections.findLast((section) => startsWith(path, section.path))
    const isDotted = sibling && owner && startsWith(sibling.path, owner.path) && !this.#isUnderHead(sibling, path)
    if (isDotted) {
      const end = this.#edits.lineEnd(sibling.end)
      return this.#edits.replace(end, end, entryLines(path.slice(owner.path.length), added))
    }
    const first = this.#outline.sections.find((section) => startsWith(section.path, path))
    const at = first?.start ?? this.#text.length
    this.#edits.replace(at, at, `${tomlTable(path as string[], added)}\n`, tableRank)
  }

  #isUnderHead(place: TomlPlace, path: TomlPath): boolean {
    return this.#outline.sections.some(
      (section) => startsWith(section.path, path) && startsWith(place.path, section.path),
    )
  }

  #placeOf(path: TomlPath): TomlPlace | undefined {
    return this.#places.get(JSON.stringify(path))
  }
}

function entryLines(path: TomlPath, entries: ValueMap): string {
  const lines = [...entries].map(([key, value]) => `${[...path, key].map(tomlKey).join('.')} = ${tomlText(value)}\n`)
  return lines.join('')
}

function startsWith(path: TomlPath, prefix: TomlPath): boolean {
  return path.length >= prefix.length && prefix.every((step, i) => path[i] === step)
}

function isSame(a: TomlPath, b: TomlPath): boolean {
  return a.length === b.length && startsWith(a, b)
}
