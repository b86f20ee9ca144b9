import { attachComments } from './attach-comments.ts'
import type { Entry, Item, MappingNode, Node, ScalarNode, SequenceNode, Surroundings } from './nodes.ts'
import { type PlainKind, plainValue, resolvePlain } from './resolve.ts'
import { scanTokens } from './scanner.ts'
import { TokenStream } from './token-stream.ts'
import type { Comment, Token, TokenComments, TokenKind } from './tokens.ts'
import { YamlProblem } from './yaml-problem.ts'

export interface ComposedDocument {
  readonly root: Node | undefined
  /** Comments of a text without any value, or before a `---`, which belong to no node. */
  readonly loose: readonly Comment[]
}

/** Builds the tree of the one document in `text`, whose line breaks must be `\n`. Throws a `YamlProblem`. */
export function compose(text: string): ComposedDocument {
  return new Composer(new TokenStream(attachComments(scanTokens(text)))).document()
}

interface Properties {
  readonly start: number
  readonly anchor: string | undefined
  readonly tag: string | undefined
}

const none: Surroundings = { post: undefined, pre: undefined }

class Composer {
  private readonly tokens: TokenStream
  private readonly anchors = new Map<string, Node>()

  constructor(tokens: TokenStream) {
    this.tokens = tokens
  }

  document(): ComposedDocument {
    const loose = this.startDocument()
    const ends = this.tokens.isNext('stream-end', 'document-end', 'document-start')
    const root = ends ? undefined : this.node(true).node
    while (this.tokens.isNext('document-end')) loose.push(...(this.tokens.take().comments?.pre ?? []))
    const rest = this.tokens.expect('stream-end', 'more than one document in the file, or text that belongs nowhere')
    return { root, loose: root ? loose : [...loose, ...(rest.comments?.pre ?? [])] }
  }

  private startDocument(): Comment[] {
    const loose: Comment[] = []
    const needsStart = this.tokens.isNext('directive')
    while (this.tokens.isNext('directive')) loose.push(...(this.tokens.take().comments?.pre ?? []))
    if (needsStart && !this.tokens.isNext('document-start')) {
      throw new YamlProblem('expected a line with "---"', this.tokens.peek().start)
    }
    if (this.tokens.isNext('document-start')) loose.push(...(this.tokens.take().comments?.pre ?? []))
    return loose
  }

  /** A node and the comments around it, which the collection keeps that the node is in. */
  private node(isBlock: boolean, indentlessAllowed = false): Item {
    if (this.tokens.isNext('alias')) return this.alias()
    const properties = this.properties()
    const { kind } = this.tokens.peek()
    if (kind === 'scalar') return this.scalar(properties)
    if (indentlessAllowed && kind === 'block-entry') return surrounded(this.indentlessSequence(properties))
    if (kind === 'flow-sequence-start') return surrounded(this.flowSequence(properties))
    if (kind === 'flow-mapping-start') return surrounded(this.flowMapping(properties))
    if (isBlock && kind === 'block-sequence-start') return surrounded(this.blockSequence(properties))
    if (isBlock && kind === 'block-mapping-start') return surrounded(this.blockMapping(properties))
    if (properties.anchor === undefined && properties.tag === undefined) {
      throw new YamlProblem('expected a value', this.tokens.peek().start)
    }
    return { node: this.remember(emptyScalar(properties)), ...none }
  }

  private alias(): Item {
    const token = this.tokens.take()
    const node = this.anchors.get(token.text)
    if (!node) throw new YamlProblem(`there is no anchor "&${token.text}" before this`, token.start)
    return { node, ...commentsOf(token) }
  }

  private properties(): Properties {
    const { start } = this.tokens.peek()
    let anchor: string | undefined
    let tag: string | undefined
    while (this.tokens.isNext('anchor', 'tag')) {
      const token = this.tokens.take()
      this.tokens.passOn(token)
      if (token.kind === 'anchor') anchor = token.text
      else tag = token.text
    }
    return { start, anchor, tag }
  }

  private remember<Made extends Node>(node: Made): Made {
    if (node.anchor !== undefined) this.anchors.set(node.anchor, node)
    return node
  }

  private scalar(properties: Properties): Item {
    const token = this.tokens.take()
    return { node: this.remember(scalarOf(token, properties)), ...commentsOf(token) }
  }

  private indentlessSequence(properties: Properties): SequenceNode {
    const node = this.remember(emptySequence(properties, takeLeading(this.tokens.peek())))
    while (this.tokens.isNext('block-entry')) node.items.push(this.item('key', 'value'))
    const next = this.tokens.peek()
    node.end = next.comments?.pre
    if (next.comments) next.comments = { post: next.comments.post, pre: undefined }
    return node
  }

  private blockSequence(properties: Properties): SequenceNode {
    const node = this.remember(emptySequence(properties, this.tokens.take().comments))
    while (this.tokens.isNext('block-entry')) node.items.push(this.item())
    node.end = this.tokens.expect('block-end', 'expected the next list item, or the end of the list').comments?.pre
    return node
  }

  private item(...followers: readonly TokenKind[]): Item {
    const mark = this.tokens.take()
    this.tokens.passOn(mark)
    if (this.tokens.isNext('block-entry', 'block-end', ...followers)) return gapAt(mark)
    const item = this.node(true)
    if (item.node.type !== 'scalar') item.node.end = withWords(item.node.end)
    return item
  }

  private blockMapping(properties: Properties): MappingNode {
    const node = this.remember(emptyMapping(properties, this.tokens.take().comments))
    while (this.tokens.isNext('key', 'value')) node.entries.push(entryOf(this.blockKey(), this.blockValue()))
    const end = this.tokens.expect('block-end', 'expected the next key, or the end of the mapping')
    this.tokens.passOn(end)
    node.end = end.comments?.pre
    return node
  }

  private blockKey(): Item {
    if (!this.tokens.isNext('key')) return gapAt(this.tokens.peek())
    const mark = this.tokens.take()
    this.tokens.passOn(mark)
    return this.tokens.isNext('key', 'value', 'block-end') ? gapAt(mark) : this.node(true, true)
  }

  private blockValue(): Item {
    if (!this.tokens.isNext('value')) return gapAt(this.tokens.peek())
    const mark = this.tokens.take()
    if (this.tokens.isNext('key', 'value', 'block-end')) return { ...gapAt(mark), post: mark.comments?.post }
    this.tokens.passOn(mark)
    return this.node(true, true)
  }

  private flowSequence(properties: Properties): SequenceNode {
    const node = this.remember(emptySequence(properties, this.tokens.take().comments, true))
    while (!this.tokens.isNext('flow-sequence-end')) {
      if (node.items.length > 0) this.tokens.expect('flow-entry', 'expected "," or "]"')
      if (this.tokens.isNext('flow-sequence-end')) break
      node.items.push(this.tokens.isNext('key') ? this.pairItem() : this.node(false))
    }
    closeFlow(node, this.tokens.take())
    return node
  }

  /** `key: value` inside brackets, a mapping of its own. */
  private pairItem(): Item {
    const node = emptyMapping(propertiesAt(this.tokens.peek()), undefined, true)
    node.entries.push(entryOf(this.flowKey(), this.flowValue()))
    return { node, ...none }
  }

  private flowMapping(properties: Properties): MappingNode {
    const node = this.remember(emptyMapping(properties, this.tokens.take().comments, true))
    while (!this.tokens.isNext('flow-mapping-end')) {
      if (node.entries.length > 0) this.tokens.expect('flow-entry', 'expected "," or "}"')
      if (this.tokens.isNext('flow-mapping-end')) break
      node.entries.push(entryOf(this.flowKey(), this.flowValue()))
    }
    closeFlow(node, this.tokens.take())
    return node
  }

  private flowKey(): Item {
    const isMarked = this.tokens.isNext('key')
    if (isMarked) this.tokens.passOn(this.tokens.take())
    const isGap = this.tokens.isNext('value') || (isMarked && this.tokens.isNext(...flowGap))
    return isGap ? gapAt(this.tokens.peek()) : this.node(false)
  }

  private flowValue(): Item {
    if (!this.tokens.isNext('value')) return gapAt(this.tokens.peek())
    const mark = this.tokens.take()
    return this.tokens.isNext(...flowGap) ? { ...gapAt(mark), post: mark.comments?.post } : this.node(false)
  }
}

const flowGap: readonly TokenKind[] = ['flow-entry', 'flow-mapping-end', 'flow-sequence-end']

function entryOf({ node: key, ...ofKey }: Item, { node: value, ...ofValue }: Item): Entry {
  return { key, value, ofKey, ofValue }
}

function surrounded(node: SequenceNode | MappingNode): Item {
  return { node, post: node.post, pre: node.pre }
}

function commentsOf({ comments }: Token): Surroundings {
  return comments ?? none
}

function gapAt(token: Token): Item {
  return { node: emptyScalar(propertiesAt(token)), ...none }
}

/** The comments before the first item of a list that stands in its key's column belong to the list. */
function takeLeading(first: Token): TokenComments | undefined {
  const comments = first.comments
  if (!comments) return undefined
  first.comments = comments.post ? { post: undefined, pre: comments.pre } : undefined
  return comments.post ? { post: comments.post, pre: [] } : { post: undefined, pre: comments.pre }
}

/** In some places ruamel.yaml loses comments. There we lose the blank lines, as it does, but not the words. */
function withWords(comments: Comment[] | undefined): Comment[] | undefined {
  const kept = comments?.filter(({ text }) => text.includes('#'))
  return kept?.length ? kept : undefined
}

function closeFlow(node: SequenceNode | MappingNode, end: Token): void {
  if (end.comments) {
    node.post = end.comments.post
    node.pre = withWords(node.pre)
  }
  node.end = end.comments?.pre
  node.endOffset = end.start + 1
  const count = node.type === 'sequence' ? node.items.length : node.entries.length
  // An empty collection has no style: filled, it becomes a block.
  node.isFlow = count > 0
}

function propertiesAt(token: Token): Properties {
  return { start: token.start, anchor: undefined, tag: undefined }
}

function emptyScalar(properties: Properties): ScalarNode {
  const kind = properties.tag === undefined ? 'null' : kindOfTagged('', '', properties.tag)
  const value = plainValue('', kind)
  const written = { ...properties, endOffset: undefined, header: undefined, folded: undefined }
  return { type: 'scalar', ...written, text: '', kind, value, style: '' }
}

function scalarOf(token: Token, properties: Properties): ScalarNode {
  const { text, style, header, folded } = token
  const kind =
    style === '' && properties.tag === undefined ? resolvePlain(text) : kindOfTagged(text, style, properties.tag)
  const spelled = properties.tag === undefined ? normalSpelling(text, kind) : text
  const endOffset = style === '|' || style === '>' ? undefined : token.endOffset
  const value = plainValue(text, kind)
  return { type: 'scalar', ...properties, endOffset, text: spelled, kind, value, style, header, folded }
}

/** Numbers keep their spelling, apart from a needless sign. */
function normalSpelling(text: string, kind: PlainKind): string {
  if (kind === 'null') return ''
  if (kind === 'bool') return text.toLowerCase()
  return kind === 'int' ? text.replace(/^\+/, '') : text
}

/** A tagged scalar is a text unless the tag names a type that it can be read as. */
function kindOfTagged(text: string, style: string, tag: string | undefined): PlainKind {
  const natural = resolvePlain(text)
  if (tag === '!!float' && (natural === 'int' || natural === 'float')) return 'float'
  if (tag === '!!int' || tag === '!!bool' || tag === '!!null') return natural === tag.slice(2) ? natural : 'str'
  return tag === '!' && style === '' ? natural : 'str'
}

function emptySequence(properties: Properties, comments: TokenComments | undefined, isFlow = false): SequenceNode {
  const { post, pre } = comments ?? none
  return { type: 'sequence', ...properties, endOffset: undefined, items: [], isFlow, post, pre, end: undefined }
}

function emptyMapping(properties: Properties, comments: TokenComments | undefined, isFlow = false): MappingNode {
  const { post, pre } = comments ?? none
  return { type: 'mapping', ...properties, endOffset: undefined, entries: [], isFlow, post, pre, end: undefined }
}
