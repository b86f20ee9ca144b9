import type { Scalar } from '../values.ts'
import type { PlainKind } from './resolve.ts'
import type { Comment, ScalarStyle } from './tokens.ts'

/** A YAML document as a tree that still knows how it was written. The same node twice in it is an anchor and its alias. */
export type Node = ScalarNode | SequenceNode | MappingNode

interface Written {
  /** Offset in the text it was read from; -1 for new nodes. */
  readonly start: number
  /** Offset behind what is written on the spot: not of block collections, block scalars and what is not written at all. */
  endOffset: number | undefined
  readonly anchor: string | undefined
  readonly tag: string | undefined
}

export interface ScalarNode extends Written {
  readonly type: 'scalar'
  /** Decoded text; of numbers, as they are spelled. */
  readonly text: string
  readonly kind: PlainKind
  readonly value: Scalar
  readonly style: ScalarStyle
  readonly header: string | undefined
  readonly folded: string | undefined
}

/** Comments where ruamel.yaml keeps them: behind and before a key, an item or a whole collection. */
export interface Surroundings {
  post: Comment | undefined
  pre: Comment[] | undefined
}

export interface Item extends Surroundings {
  node: Node
}

export interface Entry {
  readonly key: Node
  value: Node
  readonly ofKey: Surroundings
  readonly ofValue: Surroundings
}

interface Collection extends Written, Surroundings {
  /** Whether it is written with brackets. */
  isFlow: boolean
  /** Comments behind the last item that belong to nothing else. */
  end: Comment[] | undefined
}

export interface SequenceNode extends Collection {
  readonly type: 'sequence'
  items: Item[]
}

export interface MappingNode extends Collection {
  readonly type: 'mapping'
  entries: Entry[]
}
