import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import type { FaultProject } from './project.ts'

/** A command, and the project in which it is disturbed. */
export interface Scene {
  readonly name: string
  prepare(project: FaultProject): Promise<void>
  readonly words: readonly string[]
  /**
   * What the command says when it has been carried out already and there is nothing left to do. It may say so after it was
   * disturbed at its very end; then everything has to be as if nobody had disturbed it.
   */
  readonly whenDone?: RegExp
}

/** How much data a scene plays with: so many small files and a large one. */
export interface Material {
  readonly files: number
  readonly largeBytes: number
}

export function writeData(project: FaultProject, { files, largeBytes }: Material, folder = 'project'): void {
  for (let i = 0; i < files; i++) project.write(`data/f${i}`, smallContent(i), folder)
  project.write('data/large', Buffer.alloc(largeBytes, 'abcdefg'), folder)
}

export function smallContent(number: number): string {
  return `file ${number}\n`.repeat(1 + (number % 50))
}

/** A project whose `data` is tracked. */
export async function added(project: FaultProject, material: Material, folder = 'project'): Promise<void> {
  writeData(project, material, folder)
  await project.run(['add', 'data'], folder)
}

/** A project on a branch that does not have the data, which is still in the workspace. */
export async function onOtherBranch(project: FaultProject, material: Material): Promise<void> {
  await added(project, material)
  project.git(['add', '-A'])
  project.git(['commit', '-qm', 'data'])
  project.git(['checkout', '-qb', 'without'])
  project.git(['rm', '-q', 'data.dvc', '.gitignore'])
  project.git(['commit', '-qm', 'no data'])
}

export async function withRemote(project: FaultProject, material: Material): Promise<void> {
  await added(project, material)
  await project.run(['remote', 'add', '-d', 'store', '../store'])
}

/** Where the cache has the object of this content. */
export function objectOf(project: FaultProject, content: string): string {
  const hash = createHash('md5').update(content).digest('hex')
  return project.at(`project/.dvc/cache/files/md5/${hash.slice(0, 2)}/${hash.slice(2)}`)
}

/** Writes something else into an object, as a disk that fails does. */
export function corrupt(object: string): void {
  fs.chmodSync(object, 0o644)
  fs.writeFileSync(object, 'not what it was')
  fs.chmodSync(object, 0o444)
}
