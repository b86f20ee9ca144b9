import { describe, expect, it } from 'vitest'
import { type AbsolutePath, absolutePath, systemErrorCode } from '../base/index.ts'
import type { FileSystem } from './file-system.ts'

/** What every FileSystem must do. `make` gives a fresh one with an empty directory that exists. */
export function describeFileSystem(name: string, make: () => { files: FileSystem; root: AbsolutePath }): void {
  describe(name, () => {
    describeQuestions(make)
    describeWriting(make)
    describeTaking(make)
    describeLinks(make)
  })
}

type Make = () => { files: FileSystem; root: AbsolutePath }

function describeQuestions(make: Make): void {
  it('answers undefined for what does not exist, also below a file', () => {
    const { files, root } = make()
    files.writeAtomic(absolutePath(root, 'file'), '')
    for (const missing of [
      absolutePath(root, 'none'),
      absolutePath(root, 'none/deep'),
      absolutePath(root, 'file/deep'),
    ]) {
      expect(files.stat(missing)).toBeUndefined()
      expect(files.lstat(missing)).toBeUndefined()
      expect(files.readText(missing)).toBeUndefined()
      expect(files.readBytes(missing)).toBeUndefined()
      expect(files.list(missing)).toBeUndefined()
      expect(files.readLink(missing)).toBeUndefined()
      expect(files.realPath(missing)).toBe(missing)
    }
  })

  it('tells the kind and the size in bytes', () => {
    const { files, root } = make()
    files.writeAtomic(absolutePath(root, 'a'), 'é')
    expect(files.stat(absolutePath(root, 'a'))).toMatchObject({ kind: 'file', bytes: 2, links: 1 })
    expect(files.stat(root)).toMatchObject({ kind: 'directory' })
  })

  it('lists names with kinds in code point order, and no list for a file', () => {
    const { files, root } = make()
    for (const file of ['b', 'a', 'B', '\u{10000}', '\uffee']) files.writeAtomic(absolutePath(root, file), '')
    files.makeDirectory(absolutePath(root, 'aa'))
    files.symlink('b', absolutePath(root, 'z'))
    const entries = files.list(root) ?? []
    expect(entries.map((entry) => entry.name)).toEqual(['B', 'a', 'aa', 'b', 'z', '\uffee', '\u{10000}'])
    expect(entries.map((entry) => entry.kind)).toEqual(['file', 'file', 'directory', 'file', 'symlink', 'file', 'file'])
    expect(files.list(absolutePath(root, 'a'))).toBeUndefined()
  })
}

function describeWriting(make: Make): void {
  it('writes a file and the directories above it', () => {
    const { files, root } = make()
    files.writeAtomic(absolutePath(root, 'x/y/z'), 'text')
    expect(files.readText(absolutePath(root, 'x/y/z'))).toBe('text')
    files.writeAtomic(absolutePath(root, 'x/y/z'), Uint8Array.of(0, 255))
    expect([...(files.readBytes(absolutePath(root, 'x/y/z')) ?? [])]).toEqual([0, 255])
  })

  it('writes at the end of a file, and makes that and the directories above it', () => {
    const { files, root } = make()
    files.append(absolutePath(root, 'x/y'), 'é\n')
    files.append(absolutePath(root, 'x/y'), 'b\n')
    expect(files.readText(absolutePath(root, 'x/y'))).toBe('é\nb\n')
  })

  it('makes a new file, and leaves one that is there', () => {
    const { files, root } = make()
    const file = absolutePath(root, 'x/y')
    expect([files.writeNew(file, '1'), files.writeNew(file, '2')]).toEqual([true, false])
    expect(files.readText(file)).toBe('1')
  })

  it('makes a whole file at once, only where nothing is and in a directory that is there', () => {
    const { files, root } = make()
    const file = absolutePath(root, 'x')
    expect([files.createWhole(file, '1'), files.createWhole(file, '2')]).toEqual([true, false])
    expect(files.readText(file)).toBe('1')
    expect(files.list(root)).toHaveLength(1)
    expect(codeOf(() => files.createWhole(absolutePath(root, 'none/x'), ''))).toBe('ENOENT')
  })

  it('keeps the mode of a file it rewrites, and leaves nothing else behind', () => {
    const { files, root } = make()
    const file = absolutePath(root, 'a')
    files.writeAtomic(file, '1')
    files.setMode(file, 0o600)
    files.writeAtomic(file, '2')
    expect(files.stat(file)?.mode).toBe(0o600)
    expect(files.list(root)).toEqual([{ name: 'a', kind: 'file' }])
  })

  it('writes through a symbolic link', () => {
    const { files, root } = make()
    files.writeAtomic(absolutePath(root, 'real'), 'old')
    files.symlink('real', absolutePath(root, 'link'))
    files.writeAtomic(absolutePath(root, 'link'), 'new')
    expect(files.readText(absolutePath(root, 'real'))).toBe('new')
    expect(files.lstat(absolutePath(root, 'link'))?.kind).toBe('symlink')
  })

  it('makes a directory again without complaint, but not where a file is', () => {
    const { files, root } = make()
    files.makeDirectory(absolutePath(root, 'd/e'))
    files.makeDirectory(absolutePath(root, 'd/e'))
    files.writeAtomic(absolutePath(root, 'f'), '')
    expect(codeOf(() => files.makeDirectory(absolutePath(root, 'f')))).toBe('EEXIST')
  })

  it('copies bytes, not names', () => {
    const { files, root } = make()
    files.writeAtomic(absolutePath(root, 'a'), 'one')
    files.copyFile(absolutePath(root, 'a'), absolutePath(root, 'b'))
    files.writeAtomic(absolutePath(root, 'a'), 'two')
    expect(files.readText(absolutePath(root, 'b'))).toBe('one')
    expect(codeOf(() => files.copyFile(absolutePath(root, 'none'), absolutePath(root, 'c')))).toBe('ENOENT')
  })

  it('renames over a file, and fails for what is not there', () => {
    const { files, root } = make()
    files.writeAtomic(absolutePath(root, 'a'), 'a')
    files.writeAtomic(absolutePath(root, 'b'), 'b')
    files.rename(absolutePath(root, 'a'), absolutePath(root, 'b'))
    expect(files.readText(absolutePath(root, 'b'))).toBe('a')
    expect(files.stat(absolutePath(root, 'a'))).toBeUndefined()
    expect(codeOf(() => files.rename(absolutePath(root, 'none'), absolutePath(root, 'c')))).toBe('ENOENT')
  })

  it('moves a directory with all below it', () => {
    const { files, root } = make()
    files.writeAtomic(absolutePath(root, 'd/x'), 'x')
    files.rename(absolutePath(root, 'd'), absolutePath(root, 'e'))
    expect(files.readText(absolutePath(root, 'e/x'))).toBe('x')
  })
}

function describeTaking(make: Make): void {
  it('removes files and whole directories, and does not mind what is gone', () => {
    const { files, root } = make()
    files.writeAtomic(absolutePath(root, 'd/x'), '')
    files.remove(absolutePath(root, 'd'))
    files.remove(absolutePath(root, 'd'))
    expect(files.list(root)).toEqual([])
  })

  it('removes a symbolic link, not what it points to', () => {
    const { files, root } = make()
    files.writeAtomic(absolutePath(root, 'd/x'), '')
    files.symlink('d', absolutePath(root, 'link'))
    files.remove(absolutePath(root, 'link'))
    expect(files.stat(absolutePath(root, 'd/x'))?.kind).toBe('file')
  })

  it('removes a directory only if it is empty, and says so', () => {
    const { files, root } = make()
    files.writeAtomic(absolutePath(root, 'd/x'), '')
    expect(files.removeEmpty(absolutePath(root, 'd'))).toBe(false)
    files.remove(absolutePath(root, 'd/x'))
    expect(files.removeEmpty(absolutePath(root, 'd'))).toBe(true)
    expect(files.removeEmpty(absolutePath(root, 'd'))).toBe(false)
  })
}

function describeLinks(make: Make): void {
  it('gives one file two names', () => {
    const { files, root } = make()
    const [a, b] = [absolutePath(root, 'a'), absolutePath(root, 'b')]
    files.writeAtomic(a, 'text')
    files.link(a, b)
    expect(files.stat(b)?.inode).toBe(files.stat(a)?.inode)
    expect(files.stat(a)?.links).toBe(2)
    files.remove(a)
    expect(files.readText(b)).toBe('text')
    expect(files.stat(b)?.links).toBe(1)
    expect(codeOf(() => files.link(a, absolutePath(root, 'c')))).toBe('ENOENT')
  })

  it('refuses a link where something is', () => {
    const { files, root } = make()
    files.writeAtomic(absolutePath(root, 'a'), '')
    files.writeAtomic(absolutePath(root, 'b'), '')
    expect(codeOf(() => files.link(absolutePath(root, 'a'), absolutePath(root, 'b')))).toBe('EEXIST')
    expect(codeOf(() => files.symlink('a', absolutePath(root, 'b')))).toBe('EEXIST')
  })

  it('follows symbolic links, also of directories, and resolves them', () => {
    const { files, root } = make()
    files.writeAtomic(absolutePath(root, 'd/x'), 'text')
    files.symlink('d', absolutePath(root, 'link'))
    expect(files.readText(absolutePath(root, 'link/x'))).toBe('text')
    expect(files.readLink(absolutePath(root, 'link'))).toBe('d')
    expect(files.lstat(absolutePath(root, 'link'))?.kind).toBe('symlink')
    expect(files.realPath(absolutePath(root, 'link/x'))).toBe(absolutePath(files.realPath(root), 'd/x'))
  })

  it('sees nothing behind a link that leads nowhere', () => {
    const { files, root } = make()
    files.symlink('none', absolutePath(root, 'link'))
    expect(files.stat(absolutePath(root, 'link'))).toBeUndefined()
    expect(files.lstat(absolutePath(root, 'link'))?.kind).toBe('symlink')
  })
}

function codeOf(act: () => void): string | undefined {
  try {
    act()
  } catch (error) {
    return systemErrorCode(error)
  }
  return undefined
}
