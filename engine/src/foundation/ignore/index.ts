export { type IgnoreRule, IgnoreTree, type IgnoreTreeOptions } from './ignore-tree.ts'
