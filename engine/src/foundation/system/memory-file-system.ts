import * as path from 'node:path'
import { type AbsolutePath, compareCodePoints } from '../base/index.ts'
import type { FileStat, FileSystem } from './file-system.ts'
import { MemoryTree, type Node, systemError } from './memory-tree.ts'

/**
 * Files in memory that behave like those of a machine, for tests. `initial` gives the texts of files by absolute path;
 * `/` and the directories on the way to them are there from the start. Made times are counted, not taken from a clock.
 */
export function memoryFileSystem(initial: Readonly<Record<string, string>> = {}): FileSystem {
  const files = fileSystemOver(new MemoryTree())
  for (const [file, text] of Object.entries(initial)) files.writeAtomic(file as AbsolutePath, text)
  return files
}

function fileSystemOver(tree: MemoryTree): FileSystem {
  return {
    stat: (file) => statOf(tree.find(file)),
    lstat: (file) => statOf(tree.findLink(file)),
    readText: (file) => readBytes(tree, file)?.toString('utf8'),
    readBytes: (file) => readBytes(tree, file),
    list: (directory) => listOf(tree.find(directory)),
    writeAtomic: (file, content) => writeAtomic(tree, file, content),
    append: (file, text) => writeAtomic(tree, file, `${readBytes(tree, file) ?? ''}${text}`),
    writeNew: (file, text) => tree.findLink(file) === undefined && (writeAtomic(tree, file, text), true),
    createWhole: (file, text) => createWhole(tree, file, text),
    makeDirectory: (directory) => void tree.directory(directory),
    remove: (file) => tree.detach(file),
    removeEmpty: (directory) => removeEmpty(tree, directory),
    rename: (from, to) => rename(tree, from, to),
    copyFile: (from, to) => tree.replace(to, tree.make({ ...tree.file(from) })),
    link: (existing, to) => tree.attach(to, tree.linked(existing)),
    symlink: (target, to) => tree.attach(to, tree.make({ kind: 'symlink', target, mode: 0o777 })),
    readLink: (file) => readLink(tree, file),
    setMode: (file, mode) => tree.setMode(file, mode),
    realPath: (file) => (tree.realPath(file) ?? file) as AbsolutePath,
  }
}

function statOf(node: Node | undefined): FileStat | undefined {
  if (node === undefined) return undefined
  const { kind, mode, inode, mtimeMs, links } = node
  return { kind, bytes: sizeOf(node), mtimeMs, inode, device: 1, links, mode }
}

function sizeOf(node: Node): number {
  if (node.kind === 'directory') return 0
  return node.kind === 'file' ? node.content.length : Buffer.byteLength(node.target)
}

function readBytes(tree: MemoryTree, file: AbsolutePath): Buffer | undefined {
  const node = tree.find(file)
  if (node?.kind === 'directory') throw systemError('EISDIR', file)
  return node?.kind === 'file' ? Buffer.from(node.content) : undefined
}

function listOf(node: Node | undefined) {
  if (node?.kind !== 'directory') return undefined
  const entries = [...node.entries].map(([name, entry]) => ({ name, kind: entry.kind }))
  return entries.sort((a, b) => compareCodePoints(a.name, b.name))
}

function writeAtomic(tree: MemoryTree, file: AbsolutePath, content: string | Uint8Array): void {
  const target = tree.realPath(file) ?? file
  tree.directory(path.dirname(target))
  const mode = tree.find(target)?.mode ?? 0o644
  tree.replace(target, tree.make({ kind: 'file', content: Buffer.from(content as string), mode }))
}

function createWhole(tree: MemoryTree, file: AbsolutePath, text: string): boolean {
  if (tree.findLink(file) !== undefined) return false
  tree.attach(file, tree.make({ kind: 'file', content: Buffer.from(text), mode: 0o644 }))
  return true
}

function removeEmpty(tree: MemoryTree, directory: AbsolutePath): boolean {
  const node = tree.findLink(directory)
  if (node?.kind !== 'directory' || node.entries.size > 0) return false
  tree.detach(directory)
  return true
}

function rename(tree: MemoryTree, from: AbsolutePath, to: AbsolutePath): void {
  const node = tree.findLink(from)
  if (node === undefined) throw systemError('ENOENT', from)
  if (tree.findLink(to) === node) return
  tree.replace(to, node)
  tree.detach(from)
}

function readLink(tree: MemoryTree, file: AbsolutePath): string | undefined {
  const node = tree.findLink(file)
  if (node !== undefined && node.kind !== 'symlink') throw systemError('EINVAL', file)
  return node?.target
}
