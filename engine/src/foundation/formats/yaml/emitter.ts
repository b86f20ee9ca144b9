import { nameAnchors } from './anchors.ts'
import { LineWriter } from './line-writer.ts'
import type { Entry, MappingNode, Node, ScalarNode, SequenceNode } from './nodes.ts'
import { chooseStyle, isSimpleKey, readsAsText } from './scalar-style.ts'
import type { Comment, ScalarStyle } from './tokens.ts'
import { writeFolded, writeLiteral } from './write-block.ts'
import { writePlain } from './write-plain.ts'
import { writeDoubleQuoted, writeSingleQuoted } from './write-quoted.ts'

/**
 * The text of a document, byte for byte as ruamel.yaml's round-trip emitter writes it with its own settings: block style,
 * indentation 2, list dashes in their key's column, lines folded at `width` columns.
 */
export function emitDocument(root: Node, width: number): string {
  return new Emitter(root, width).document(root)
}

type Place = 'root' | 'item' | 'key' | 'value'

/** Comments as the emitter meets them at a node. */
interface Around {
  readonly post: Comment | undefined
  readonly pre: Comment[] | undefined
}

const bare: Around = { post: undefined, pre: undefined }

class Emitter {
  private readonly out: LineWriter
  private readonly anchors: ReadonlyMap<Node, string>
  private readonly anchored = new Set<Node>()
  /** Indentation of the collections around, and whether each is a list. */
  private readonly outer: { indent: number | undefined; isList: boolean }[] = []
  private readonly flow: string[] = []

  constructor(root: Node, width: number) {
    this.out = new LineWriter(width)
    this.anchors = nameAnchors(root)
  }

  document(root: Node): string {
    this.node(root, 'root', root.type === 'scalar' ? bare : root)
    this.out.newLine()
    return this.out.isOpenEnded ? `${this.out.text}...\n` : this.out.text
  }

  private node(node: Node, place: Place, around: Around): void {
    if (this.anchored.has(node)) return this.alias(node, place)
    const isAnchored = this.anchor(node)
    if (node.type === 'scalar') this.scalar(node, isAnchored && place === 'item' ? 'value' : place, around)
    else if (node.type === 'sequence') this.sequence(node, place, around)
    else this.mapping(node, around)
  }

  private alias(node: Node, place: Place): void {
    this.out.mark(`*${this.anchors.get(node)}`, true)
    this.out.skipBreak = false
    if (place === 'key' && this.flow.length === 0) this.out.putUncounted(' ')
  }

  private anchor(node: Node): boolean {
    const name = this.anchors.get(node)
    if (name === undefined) return false
    this.anchored.add(node)
    this.out.mark(`&${name}`, true)
    this.out.skipBreak = false
    return true
  }

  private indentMore(isFlow: boolean, isList: boolean, isIndentless = false): void {
    const { indent } = this.out
    this.outer.push({ indent, isList })
    if (indent === undefined) this.out.indent = isFlow ? undefined : 0
    else if (!isIndentless) this.out.indent = indent + 2
  }

  private indentLess(): void {
    this.out.indent = this.outer.pop()?.indent
  }

  private scalar(node: ScalarNode, place: Place, around: Around): void {
    const isKey = place === 'key'
    let { text } = node
    let style = this.styleOf(node, isKey)
    if (style === "'" && node.kind === 'null' && text === '') {
      text = 'null'
      style = ''
    }
    if (node.tag !== undefined) this.tag(node.tag, place)
    this.indentMore(true, false)
    if (place === 'item' && this.flow.length === 0) this.out.newLine()
    this.write(node, text, style, !isKey)
    if (place === 'root' && style === '') this.out.isOpenEnded = true
    const post = isBlock(style) ? dedented(around.post, this.out.indent ?? 0) : around.post
    this.indentLess()
    if (post) this.postComment(post)
  }

  private styleOf(node: ScalarNode, isKey: boolean): ScalarStyle {
    const { text, style, kind, tag } = node
    const place = { inFlow: this.flow.length > 0, isKey }
    if (tag !== undefined && style !== '') return chooseStyle(text, false, style, place)
    const isNatural = tag !== undefined || kind !== 'str' || readsAsText(text)
    return chooseStyle(text, isNatural, isBlock(style) ? style : '', place)
  }

  private tag(tag: string, place: Place): void {
    this.out.mark(tag, true)
    if (place === 'item' && this.flow.length === 0) this.out.skipBreak = true
  }

  private write(node: ScalarNode, text: string, style: ScalarStyle, maySplit: boolean): void {
    if (style === '') writePlain(this.out, text, maySplit)
    else if (style === "'") writeSingleQuoted(this.out, text, maySplit)
    else if (style === '"') writeDoubleQuoted(this.out, text, maySplit)
    else if (style === '|') writeLiteral(this.out, text, node.header ?? '')
    else writeFolded(this.out, node.folded ?? text, node.header ?? '')
  }

  private sequence(node: SequenceNode, place: Place, around: Around): void {
    if (node.tag !== undefined) this.out.mark(node.tag, true)
    const isBlockStyle = !node.isFlow && node.items.length > 0
    const { onlyMarks, column } = this.out
    if (isBlockStyle && around.post) {
      this.postComment(around.post)
      this.continueLine(false)
    }
    if (around.pre) this.preComments(around.pre, true)
    if (around.pre) this.continueLine(onlyMarks)
    if (around.pre && !isBlockStyle) this.out.column = column
    if (this.isInFlow(node)) this.flowSequence(node, around, around.pre !== undefined && !this.outer.at(-1)?.isList)
    else this.blockSequence(node, place)
  }

  private continueLine(onlyMarks: boolean): void {
    this.out.onlyMarks = onlyMarks
    this.out.skipBreak = !onlyMarks
  }

  /** The first item of a list in a list stands on the line of the outer dash. */
  private joinDashes(): void {
    if (this.outer.at(-1)?.isList && this.outer.at(-2)?.isList) this.continueLine(true)
  }

  private isInFlow(node: SequenceNode | MappingNode): boolean {
    const count = node.type === 'sequence' ? node.items.length : node.entries.length
    return this.flow.length > 0 || node.isFlow || count === 0
  }

  private flowSequence(node: SequenceNode, around: Around, isForced: boolean): void {
    this.openFlow('[', true, isForced)
    this.joinDashes()
    for (const [i, item] of node.items.entries()) {
      this.separateFlow(i)
      this.node(item.node, 'item', item)
    }
    this.closeFlow(']', node.items.length === 0, around.post)
  }

  private openFlow(mark: string, isList: boolean, isForced: boolean): void {
    if (isForced) this.indentMore(true, isList)
    this.out.mark(' '.repeat(Math.max(0, this.flowOffset(isForced))) + mark, true, true)
    if (!isForced) this.indentMore(true, isList)
    this.flow.push(mark)
  }

  private flowOffset(isForced: boolean): number {
    const last = this.outer.at(-1)
    if (!last || (!isForced && (this.outer.length < 2 || !last.isList))) return 0
    const base = (last.indent ?? 0) + 2
    return isForced ? base : base - this.out.column - 1
  }

  private separateFlow(index: number): void {
    if (index > 0) this.out.mark(',', false)
    if (this.out.column > this.out.width) this.out.newLine()
  }

  private closeFlow(mark: string, isEmpty: boolean, post: Comment | undefined): void {
    this.indentLess()
    this.flow.pop()
    if (mark !== '') this.out.mark(mark, false)
    if (post) this.postComment(post)
    else if (isEmpty) this.endEmptyFlow()
    else this.out.skipBreak = false
  }

  private endEmptyFlow(): void {
    if (this.flow.length === 0) this.out.breakLine()
  }

  private blockSequence(node: SequenceNode, place: Place): void {
    const isIndentless = (place === 'value' || place === 'key') && !this.out.onlyMarks
    this.indentMore(false, true, isIndentless)
    this.joinDashes()
    for (const item of node.items) this.blockItem(item.node, item)
    if (node.end) this.preComments(node.end, false)
    this.indentLess()
    this.out.skipBreak = false
  }

  private blockItem(node: Node, around: Around): void {
    if (around.pre) this.preComments(around.pre, node.type !== 'scalar')
    const staysOnLine = this.out.column === 0 && this.out.skipBreak
    this.out.newLine()
    this.out.mark('-', true, false, true)
    if (staysOnLine) this.out.skipBreak = true
    this.node(node, 'item', around)
  }

  private mapping(node: MappingNode, around: Around): void {
    if (node.tag !== undefined) this.out.mark(node.tag, true)
    const isFlow = this.isInFlow(node)
    if (!node.isFlow && node.entries.length > 0 && around.post) this.postComment(around.post)
    if (around.pre) this.preComments(around.pre, true)
    const isForced = around.pre !== undefined && isFlow && this.outer.length > 0 && !this.outer.at(-1)?.isList
    if (isFlow) this.flowMapping(node, around, isForced)
    else this.blockMapping(node)
  }

  private flowMapping(node: MappingNode, around: Around, isForced: boolean): void {
    const isBare = node.entries.length === 1 && this.flow.at(-1) === '['
    this.openFlow(isBare ? '' : '{', false, isForced)
    for (const [i, entry] of node.entries.entries()) {
      this.separateFlow(i)
      this.flowEntry(entry)
    }
    this.closeFlow(isBare ? '' : '}', node.entries.length === 0, around.post)
  }

  private flowEntry({ key, value, ofKey, ofValue }: Entry): void {
    const isSimple = this.isSimple(key)
    if (!isSimple) this.out.mark('?', true)
    this.node(key, isSimple ? 'key' : 'value', ofKey)
    if (!isSimple && this.out.column > this.out.width) this.out.newLine()
    this.out.mark(':', !isSimple)
    this.node(value, 'value', ofValue)
  }

  private blockMapping(node: MappingNode): void {
    this.indentMore(false, false)
    for (const entry of node.entries) this.blockEntry(entry)
    if (node.end) this.preComments(node.end, false)
    this.indentLess()
  }

  private blockEntry({ key, value, ofKey, ofValue }: Entry): void {
    if (ofKey.pre) this.preComments(ofKey.pre, key.type !== 'scalar')
    this.out.newLine()
    const isSimple = this.isSimple(key)
    if (!isSimple) this.out.mark('?', true, false, true)
    this.node(key, isSimple ? 'key' : 'value', ofKey)
    if (!isSimple) this.out.newLine()
    this.out.mark(':', !isSimple, false, !isSimple)
    this.node(value, 'value', ofValue)
  }

  private isSimple(key: Node): boolean {
    if (this.anchored.has(key)) return true
    const anchorLength = this.anchors.get(key)?.length ?? 0
    if (key.type === 'scalar') return isSimpleKey(key.text, anchorLength + tagLength(key))
    return anchorLength + 5 < 128 && this.isInFlow(key)
  }

  private preComments(comments: Comment[], isCollection: boolean): void {
    for (const comment of comments) {
      if (isCollection && comment.written) continue
      if (this.out.column !== 0) this.out.breakLine()
      this.out.putUncounted(this.padded(comment, comment.text))
      if (isCollection) comment.written = true
    }
  }

  private postComment(comment: Comment): void {
    this.out.putUncounted(this.padded(comment, comment.text.replace(/\n$/, '')))
    this.out.breakLine()
  }

  /** A comment in its own column, or a blank behind what stands there. */
  private padded(comment: Comment, text: string): string {
    if (comment.text.startsWith('\n')) return text
    const gap = comment.column - this.out.column
    const needsGap = this.out.column > 0 && text.trim() !== '' && gap < 1
    return ' '.repeat(needsGap ? 1 : Math.max(0, gap)) + text
  }
}

function isBlock(style: ScalarStyle): boolean {
  return style === '|' || style === '>'
}

/** A comment below a block scalar must not be taken for its text. */
function dedented(comment: Comment | undefined, indent: number): Comment | undefined {
  return comment && comment.column >= indent ? { ...comment, column: indent - 1 } : comment
}

/** The length of a type's tag, which counts for how long a key may be. */
function tagLength({ kind, tag }: ScalarNode): number {
  return tag?.length ?? kind.length + 2
}
