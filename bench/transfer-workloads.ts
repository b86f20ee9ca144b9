import * as fs from 'node:fs'
import * as path from 'node:path'
import { again, many, once } from './shapes.ts'
import type { Workload } from './workloads.ts'
import type { Program, Worlds } from './worlds.ts'

/** Journeys of 100,000 files to a folder that is a remote, and back. */
export const transferWorkloads: readonly Workload[] = [
  once('`push` of 100,000 files to a folder', '5 x faster', ['push', '-q'], (worlds, program, round) => {
    const directory = many(worlds, program)
    addRemote(worlds, program, directory, `${directory}-store${round}`)
    return directory
  }),
  again('no-op `push` of 100,000 files', '10 x faster', ['push', '-q'], pushed),
  once('`pull` of 100,000 files from a folder', '5 x faster', ['pull', '-q'], (worlds, program, round) => {
    const source = many(worlds, program)
    pushed(worlds, program, source)
    const copyFile = (directory: string) =>
      fs.copyFileSync(path.join(source, 'data.dvc'), path.join(directory, 'data.dvc'))
    const directory = worlds.project(program, `pull-${round}`, copyFile)
    addRemote(worlds, program, directory, `${source}-store0`)
    return directory
  }),
]

function pushed(worlds: Worlds, program: Program, directory: string): void {
  addRemote(worlds, program, directory, `${directory}-store0`)
  worlds.run(program, ['push', '-q'], directory)
}

function addRemote(worlds: Worlds, program: Program, directory: string, store: string): void {
  worlds.run(program, ['remote', 'add', '-q', '-f', '-d', 'store', store], directory)
}
