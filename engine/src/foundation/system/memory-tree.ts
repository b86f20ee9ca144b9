import * as path from 'node:path'

/** What a name in a directory leads to. Hard links are two names for one node. */
export type Node = (FileContent | DirectoryContent | LinkContent) & {
  readonly inode: number
  links: number
  mtimeMs: number
}

interface FileContent {
  readonly kind: 'file'
  readonly content: Buffer
  mode: number
}

interface DirectoryContent {
  readonly kind: 'directory'
  readonly entries: Map<string, Node>
  mode: number
}

interface LinkContent {
  readonly kind: 'symlink'
  readonly target: string
  mode: number
}

type DirectoryNode = Extract<Node, DirectoryContent>
type FileNode = Extract<Node, FileContent>

const mostLinks = 40

/** The directories of a machine in memory. Throws the errors that a system throws. */
export class MemoryTree {
  #made = 0
  readonly #root = this.#directoryNode()

  /** A node of its own, that no name leads to yet. */
  make(content: FileContent | DirectoryContent | LinkContent): Node {
    const inode = ++this.#made
    return { ...content, inode, mtimeMs: inode, links: 0 }
  }

  /** What the path leads to through symbolic links; undefined if there is nothing. */
  find(file: string): Node | undefined {
    const real = this.realPath(file)
    return real === undefined ? undefined : this.#walk(real)
  }

  /** What the last name of the path stands for, also if it is a symbolic link. */
  findLink(file: string): Node | undefined {
    if (path.dirname(file) === file) return this.#root
    const parent = this.find(path.dirname(file))
    return parent?.kind === 'directory' ? parent.entries.get(path.basename(file)) : undefined
  }

  file(file: string): FileNode {
    const node = this.find(file)
    if (node === undefined) throw systemError('ENOENT', file)
    if (node.kind !== 'file') throw systemError('EISDIR', file)
    return node
  }

  /** The node that another name shall lead to as well. */
  linked(file: string): Node {
    const node = this.findLink(file)
    if (node === undefined) throw systemError('ENOENT', file)
    if (node.kind === 'directory') throw systemError('EPERM', file)
    return node
  }

  /** The directory, made with all above it if need be. */
  directory(file: string): DirectoryNode {
    const found = this.find(file)
    if (found?.kind === 'directory') return found
    if (found !== undefined) throw systemError('EEXIST', file)
    const made = this.#directoryNode()
    const parent = this.directory(path.dirname(file))
    this.#put(parent, path.basename(file), made)
    return made
  }

  /** Gives a node a name that nothing has yet. */
  attach(file: string, node: Node): void {
    if (this.findLink(file) !== undefined) throw systemError('EEXIST', file)
    this.replace(file, node)
  }

  /** Gives a node a name; a file that has it loses it. */
  replace(file: string, node: Node): void {
    const parent = this.find(path.dirname(file))
    if (parent === undefined) throw systemError('ENOENT', file)
    if (parent.kind !== 'directory') throw systemError('ENOTDIR', file)
    this.#failOnWrongKind(file, parent.entries.get(path.basename(file)), node)
    this.detach(file)
    this.#put(parent, path.basename(file), node)
  }

  /** Takes a name away, and with a directory all below it. */
  detach(file: string): void {
    const parent = this.find(path.dirname(file))
    const node = this.findLink(file)
    if (parent?.kind !== 'directory' || node === undefined) return
    parent.entries.delete(path.basename(file))
    node.links--
    parent.mtimeMs = ++this.#made
  }

  setMode(file: string, mode: number): void {
    const node = this.find(file)
    if (node === undefined) throw systemError('ENOENT', file)
    node.mode = mode
  }

  /** The path without symbolic links; undefined if it leads nowhere. */
  realPath(file: string): string | undefined {
    return this.#resolve(file, 0)
  }

  #resolve(file: string, links: number): string | undefined {
    if (links > mostLinks) throw systemError('ELOOP', file)
    if (path.dirname(file) === file) return file
    const parent = this.#resolve(path.dirname(file), links)
    const directory = parent === undefined ? undefined : this.#walk(parent)
    if (parent === undefined || directory?.kind !== 'directory') return undefined
    const node = directory.entries.get(path.basename(file))
    if (node?.kind === 'symlink') return this.#resolve(path.resolve(parent, node.target), links + 1)
    return node && path.join(parent, path.basename(file))
  }

  /** Follows a path that has no symbolic links. */
  #walk(real: string): Node | undefined {
    let node: Node | undefined = this.#root
    for (const name of real.split(path.sep).slice(1)) {
      if (name === '') continue
      node = node?.kind === 'directory' ? node.entries.get(name) : undefined
    }
    return node
  }

  #directoryNode(): DirectoryNode {
    return this.make({ kind: 'directory', entries: new Map(), mode: 0o755 }) as DirectoryNode
  }

  #put(parent: DirectoryNode, name: string, node: Node): void {
    parent.entries.set(name, node)
    node.links++
    parent.mtimeMs = ++this.#made
  }

  #failOnWrongKind(file: string, old: Node | undefined, node: Node): void {
    if (old?.kind === 'directory' && node.kind !== 'directory') throw systemError('EISDIR', file)
    if (old?.kind === 'directory' && old.entries.size > 0) throw systemError('ENOTEMPTY', file)
    if (old !== undefined && old.kind !== 'directory' && node.kind === 'directory') throw systemError('ENOTDIR', file)
  }
}

/** An error like the system's own, for a path. */
export function systemError(code: string, file: string): Error {
  return Object.assign(new Error(`${code}: '${file}'`), { code, path: file })
}
