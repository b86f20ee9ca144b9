import type { Item } from './side.ts'

/** What is different between two states of an output or of a file in one. */
export type Change =
  | { readonly kind: 'added'; readonly item: Item }
  | { readonly kind: 'deleted'; readonly item: Item }
  | { readonly kind: 'modified'; readonly before: Item; readonly after: Item }
  | { readonly kind: 'renamed'; readonly before: Item; readonly after: Item }
  | { readonly kind: 'unchanged'; readonly item: Item }
  /** Lies inside a directory of which one side does not know the files. */
  | { readonly kind: 'unknown'; readonly item: Item }
