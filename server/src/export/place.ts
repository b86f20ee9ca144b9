import { randomBytes } from 'node:crypto'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { Failure } from '@sterna/engine'
import { answersFolder } from './exported-page.ts'

/** Lists what an export has written, so that the next one knows what it may replace. */
export const listFile = 'sterna-export.json'

export interface Exported {
  readonly files: number
  readonly bytes: number
  /** Of which the answers are so many, the rest are the pages. */
  readonly bytesOfAnswers: number
}

interface NewFolder {
  readonly to: string
  readonly pages: string
  /** By name, in the folder of answers. */
  readonly files: ReadonlyMap<string, string>
  /** Makes the document of the export out of that of the studio. */
  page(document: string): string
  readonly version: string
}

/** Refuses a folder in which there is anything that no export has written. */
export function checkPlace(to: string): void {
  const there = filesIn(to)
  if (there === undefined || there.length === 0) return
  const ours = new Set([...listedIn(to), listFile])
  const foreign = there.find((name) => !ours.has(name))
  if (foreign === undefined) return
  throw new Failure('file-exists', `In '${to}' there is '${foreign}', which no export has written.`, {
    hint: 'Name a folder that is not there yet, or is empty, or has nothing but an export in it.',
  })
}

/** The new folder is whole before it takes the place of the old one. */
export function replaceFolder(folder: NewFolder): Exported {
  const beside = `${folder.to}.${randomBytes(4).toString('hex')}`
  try {
    const exported = writeFolder(beside, folder)
    checkPlace(folder.to)
    takePlace(beside, folder.to)
    return exported
  } finally {
    fs.rmSync(beside, { recursive: true, force: true })
  }
}

function writeFolder(beside: string, { pages, files, page, version }: NewFolder): Exported {
  fs.mkdirSync(path.dirname(beside), { recursive: true })
  fs.cpSync(pages, beside, { recursive: true })
  const document = path.join(beside, 'index.html')
  writeSafely(document, page(fs.readFileSync(document, 'utf8')))
  fs.mkdirSync(path.join(beside, answersFolder))
  for (const [name, content] of files) writeSafely(path.join(beside, answersFolder, name), content)
  const written = filesIn(beside) ?? []
  writeSafely(path.join(beside, listFile), `${JSON.stringify({ format: 1, version, files: written }, undefined, 1)}\n`)
  const bytesOf = (names: readonly string[]) =>
    names.reduce((sum, name) => sum + fs.statSync(path.join(beside, name)).size, 0)
  const answers = written.filter((name) => name.startsWith(`${answersFolder}/`))
  return { files: written.length + 1, bytes: bytesOf(written), bytesOfAnswers: bytesOf(answers) }
}

function writeSafely(file: string, content: string): void {
  fs.writeFileSync(file, content, { flush: true })
}

/** Whoever looks meanwhile sees the old folder, or for a moment none, never a half. */
function takePlace(beside: string, to: string): void {
  const old = `${beside}.old`
  if (fs.existsSync(to)) fs.renameSync(to, old)
  try {
    fs.renameSync(beside, to)
  } catch (error) {
    if (fs.existsSync(old)) fs.renameSync(old, to)
    throw error
  }
  fs.rmSync(old, { recursive: true, force: true })
}

/** Files and links, by their paths from there, in order; undefined if there is nothing. */
function filesIn(directory: string): readonly string[] | undefined {
  const found = fs.lstatSync(directory, { throwIfNoEntry: false })
  if (found === undefined) return undefined
  if (!found.isDirectory())
    throw new Failure('file-exists', `'${directory}' is no folder.`, { hint: 'Name a folder to write the pages to.' })
  return fs
    .readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(directory, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
    .sort()
}

/** What an export says that it has written there; none if there is no list, or one that says nothing. */
function listedIn(directory: string): readonly string[] {
  try {
    const list = JSON.parse(fs.readFileSync(path.join(directory, listFile), 'utf8')) as { files?: unknown }
    return Array.isArray(list.files) ? list.files.filter((name) => typeof name === 'string') : []
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}
