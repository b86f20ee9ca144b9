import { identicalValues } from '../equality.ts'
import { TextEdits } from '../text-edits.ts'
import type { Value, ValueMap } from '../values.ts'
import { isMerge } from './construct.ts'
import { blockLines, blockScalar, flowEntry, flowFragment, inSameQuotes } from './fragments.ts'
import { keysOf, lookUpKey, valueFor } from './keys.ts'
import type { Entry, MappingNode, Node, SequenceNode } from './nodes.ts'

/** Where a node stands: in brackets or not, and behind which key. */
interface Place {
  readonly inFlow: boolean
  readonly entry: Entry | undefined
}

/** Thrown where a change cannot be made in place. */
class NotInPlace extends Error {}

/** Changes a YAML text piece by piece. */
export class SpliceEditor {
  readonly #text: string
  readonly #edits: TextEdits

  constructor(text: string) {
    this.#text = text
    this.#edits = new TextEdits(text)
  }

  /** The text with `value` instead of what the tree holds; undefined if that needs more than changes in place. */
  edited(root: Node, value: Value): string | undefined {
    try {
      refuseAnchors(root)
      this.#change(root, value, { inFlow: false, entry: undefined })
      return this.#edits.result()
    } catch (error) {
      if (error instanceof NotInPlace) return undefined
      throw error
    }
  }

  #change(node: Node, value: Value, place: Place): void {
    if (node.type === 'mapping' && value instanceof Map && value.size > 0) this.#changeMapping(node, value, place)
    else if (node.type === 'sequence' && Array.isArray(value) && value.length > 0)
      this.#changeSequence(node, value, place)
    else if (!isUnchanged(node, value)) this.#replace(node, value, place)
  }

  #changeMapping(node: MappingNode, map: ValueMap, place: Place): void {
    const gone = node.entries.filter((entry) => valueFor(entry, map) === undefined)
    const own = keysOf(node)
    const added = [...map].filter(([key]) => lookUpKey(own, key) === undefined)
    if (node.entries.length === gone.length || (node.isFlow && gone.length > 0)) return this.#replace(node, map, place)
    if (node.entries.some(isMerge)) throw new NotInPlace()
    for (const entry of gone) this.#removeEntry(entry)
    for (const entry of node.entries) {
      const value = valueFor(entry, map)
      if (value !== undefined) this.#change(entry.value, value, { inFlow: node.isFlow, entry })
    }
    if (added.length > 0) this.#addEntries(node, new Map(added))
  }

  #changeSequence(node: SequenceNode, list: readonly Value[], place: Place): void {
    if (node.items.length !== list.length) return this.#replaceItems(node, list, place)
    for (const [i, item] of node.items.entries()) {
      this.#change(item.node, list[i] as Value, { inFlow: node.isFlow, entry: undefined })
    }
  }

  #replaceItems(node: SequenceNode, list: readonly Value[], place: Place): void {
    const [first] = node.items
    if (node.isFlow || !first) return this.#replace(node, [...list], place)
    const start = this.#edits.lineStart(first.node.start)
    const dash = /^( *)- +/.exec(this.#text.slice(start, first.node.start + 1))
    if (!dash || start + dash[0].length !== first.node.start) throw new NotInPlace()
    this.#edits.replace(start, this.#edits.lineEnd(this.#endOf(node)), blockLines([...list], (dash[1] ?? '').length))
  }

  #replace(node: Node, value: Value, place: Place): void {
    if (node.tag !== undefined || (node.type === 'scalar' && node.header !== undefined)) throw new NotInPlace()
    if (place.inFlow || isFlow(node))
      return this.#edits.replace(...this.#span(node, place), this.#inOldQuotes(node, value) ?? flowFragment(value))
    if (isSpelledInLine(value)) return this.#replaceInLine(node, value, place)
    if (!place.entry || isBlock(node)) throw new NotInPlace()
    const [start, end] = this.#span(node, place)
    this.#edits.replace(start - this.#blanksBefore(start), end, '')
    const column = this.#edits.columnOf(place.entry.key.start)
    this.#insertLines(end, blockLines(value, Array.isArray(value) ? column : column + 2))
  }

  #replaceInLine(node: Node, value: Value, place: Place): void {
    const text = this.#inOldQuotes(node, value) ?? blockScalar(value)
    if (place.entry && (isBlock(node) || !isWritten(node) || text === '')) {
      const start = this.#behindColon(place.entry)
      return this.#edits.replace(
        start,
        isBlock(node) ? this.#endOf(node) : this.#span(node, place)[1],
        text && ` ${text}`,
      )
    }
    if (isBlock(node)) throw new NotInPlace()
    this.#edits.replace(...this.#span(node, place), text)
  }

  /** Quotes that somebody chose are kept; those that the old text could not do without are not. */
  #inOldQuotes(node: Node, value: Value): string | undefined {
    if (node.type !== 'scalar' || node.endOffset === undefined) return undefined
    const isChosen = blockScalar(node.value) !== this.#text.slice(node.start, node.endOffset)
    return isChosen ? inSameQuotes(value, node.style) : undefined
  }

  #removeEntry(entry: Entry): void {
    const start = this.#edits.lineStart(entry.key.start)
    if (this.#text.slice(start, entry.key.start).trim() !== '') throw new NotInPlace()
    this.#edits.replace(start, this.#edits.lineEnd(this.#endOfEntry(entry)), '')
  }

  #addEntries(node: MappingNode, added: ValueMap): void {
    const last = node.entries.at(-1) as Entry
    const end = this.#endOfEntry(last)
    if (!node.isFlow)
      return this.#insertLines(end, blockLines(added, this.#edits.columnOf((node.entries[0] as Entry).key.start)))
    const texts = [...added].map(([key, value]) => `, ${flowEntry(key, value)}`)
    this.#edits.replace(end, end, texts.join(''))
  }

  /** Behind the line in which `offset` is. */
  #insertLines(offset: number, lines: string): void {
    const end = this.#edits.lineEnd(offset)
    this.#edits.replace(end, end, this.#text[end - 1] === '\n' ? lines : `\n${lines}`)
  }

  #span(node: Node, { entry }: Place): [number, number] {
    if (node.endOffset !== undefined) return [node.start, node.endOffset]
    if (isBlock(node) && node.type !== 'scalar') return [node.start, this.#endOf(node)]
    if (!entry || isBlock(node)) throw new NotInPlace()
    const colon = this.#behindColon(entry)
    return [colon, colon]
  }

  #endOfEntry(entry: Entry): number {
    return isWritten(entry.value) || isBlock(entry.value) ? this.#endOf(entry.value) : this.#behindColon(entry)
  }

  /** Behind the last thing that is written of a node. */
  #endOf(node: Node): number {
    if (node.endOffset !== undefined) return node.endOffset
    if (node.type === 'mapping' && node.entries.length > 0) return this.#endOfEntry(node.entries.at(-1) as Entry)
    const last = node.type === 'sequence' ? node.items.at(-1)?.node : undefined
    if (!last) throw new NotInPlace()
    return this.#endOf(last)
  }

  #behindColon({ key }: Entry): number {
    if (key.endOffset === undefined) throw new NotInPlace()
    const colon = /^\s*:/.exec(this.#text.slice(key.endOffset))
    if (!colon) throw new NotInPlace()
    return key.endOffset + colon[0].length
  }

  #blanksBefore(offset: number): number {
    return (/ *$/.exec(this.#text.slice(this.#edits.lineStart(offset), offset)) as RegExpExecArray)[0].length
  }
}

function isUnchanged(node: Node, value: Value): boolean {
  if (node.type === 'scalar') return identicalValues(node.value, value)
  if (node.type === 'mapping') return node.entries.length === 0 && value instanceof Map && value.size === 0
  return node.items.length === 0 && Array.isArray(value) && value.length === 0
}

/** A block collection, or a text behind `|` or `>`. */
function isBlock(node: Node): boolean {
  if (node.type === 'scalar') return node.style === '|' || node.style === '>'
  return node.endOffset === undefined
}

function isWritten(node: Node): boolean {
  return node.endOffset !== undefined
}

/** Written in brackets that are not empty. */
function isFlow(node: Node): boolean {
  return node.type !== 'scalar' && node.isFlow
}

function isSpelledInLine(value: Value): boolean {
  if (value instanceof Map) return value.size === 0
  return !Array.isArray(value) || value.length === 0
}

/** What an alias stands for is written somewhere else. */
function refuseAnchors(node: Node): void {
  if (node.anchor !== undefined) throw new NotInPlace()
  if (node.type === 'sequence') for (const item of node.items) refuseAnchors(item.node)
  if (node.type === 'mapping')
    for (const entry of node.entries) {
      refuseAnchors(entry.key)
      refuseAnchors(entry.value)
    }
}
