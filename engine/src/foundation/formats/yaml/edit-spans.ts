import { equalLikePython } from '../equality.ts'
import type { Value, ValueMap } from '../values.ts'
import type { EntrySpan, FastDocument } from './fast-reader.ts'
import { mergeValues } from './merge-values.ts'
import { renderYaml } from './render.ts'
import type { Comparison } from './tree-editor.ts'

/**
 * The edited text of a file that DVC wrote itself: entries that stay the same are copied, only the others are written
 * anew. Undefined if that cannot be told from the whole edit, which then has to be done.
 */
export function editSpans(
  text: string,
  document: FastDocument,
  next: Value,
  isSame: Comparison = equalLikePython,
): string | undefined {
  const { value } = document
  if (!document.isNormalised || !(value instanceof Map) || !(next instanceof Map) || next.size === 0) return undefined
  const editor = new SpanEditor(text, document, isSame)
  const edited = editor.root(value, next)
  return editor.sharesObjects ? undefined : edited
}

class SpanEditor {
  /** Whether one list or mapping has got two places: their anchors are numbered through the whole file. */
  sharesObjects = false
  private readonly text: string
  private readonly document: FastDocument
  private readonly isSame: Comparison
  private readonly rendered = new Set<Value>()

  constructor(text: string, document: FastDocument, isSame: Comparison) {
    this.text = text
    this.document = document
    this.isSame = isSame
  }

  root(old: ValueMap, next: ValueMap): string {
    return this.mapping(old, next, (key, value) => this.rootEntry(old, key, value))
  }

  private rootEntry(old: ValueMap, key: string, value: Value): string {
    const before = old.get(key)
    const canDescend = before instanceof Map && value instanceof Map && before.size > 0 && value.size > 0
    if (!canDescend)
      return this.render(new Map([[key, before === undefined ? value : mergeValues(before, value, this.isSame)]]))
    const inner = this.mapping(before, value, (name, child) => this.innerEntry(before, name, child))
    return renderYaml(new Map([[key, new Map([['_', 0]])]])).replace(/ {2}_: 0\n$/, '') + inner
  }

  /** Rendered inside another mapping, so that long lines are folded where they would be in the file. */
  private innerEntry(old: ValueMap, name: string, child: Value): string {
    const before = old.get(name)
    const value = before === undefined ? child : mergeValues(before, child, this.isSame)
    return this.render(new Map([['_', new Map([[name, value]])]])).replace('_:\n', '')
  }

  /** The entries of `old` that are in `next`, in their order, then the new ones. */
  private mapping(old: ValueMap, next: ValueMap, write: (key: string, value: Value) => string): string {
    const spans = this.document.spans.get(old)
    let text = ''
    for (const [key, before] of old) {
      const value = next.get(key)
      const name = key as string
      if (value !== undefined) text += this.copy(spans?.get(name), before, value) ?? write(name, value)
    }
    for (const [key, value] of next) if (!old.has(key)) text += write(key as string, value)
    return text
  }

  private copy(span: EntrySpan | undefined, before: Value, value: Value): string | undefined {
    if (!span?.isTidy || !this.isSame(before, value)) return undefined
    return this.text.slice(span.start, span.end)
  }

  private render(value: ValueMap): string {
    this.look(value)
    return renderYaml(value)
  }

  private look(value: Value): void {
    if (!Array.isArray(value) && !(value instanceof Map)) return
    if (this.rendered.has(value)) this.sharesObjects = true
    this.rendered.add(value)
    for (const child of value.values()) this.look(child)
  }
}
