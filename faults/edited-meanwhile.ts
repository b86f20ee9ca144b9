import * as fs from 'node:fs'
import { countCalls, difference, undisturbed } from './aftermath.ts'
import { type FaultCase, once } from './fault-case.ts'
import { FaultProject } from './project.ts'
import { onOtherBranch, type Scene, writeData } from './scene.ts'
import type { Files } from './snapshot.ts'

const material = { files: 6, largeBytes: 2 << 20 }
const cacheTypes = ['copy', 'hardlink', 'symlink']
const clearRefusal = /unsaved files|changes that are nowhere else|was made by another program meanwhile/

/** A checkout, and files that somebody may save while it works. */
interface Editing extends Scene {
  readonly files: readonly string[]
  /** What completes the checkout over the edit. */
  readonly completing?: readonly string[]
}

/** Somebody saves a file at any moment of a checkout: it is there afterwards, whatever else the checkout does or refuses. */
export function editedMeanwhile(points: number): FaultCase[] {
  return cacheTypes.flatMap((type) =>
    editsWith(type).flatMap((editing) => {
      const known = once(async () => ({ ...(await undisturbed(editing)), calls: await countCalls(editing) }))
      return editing.files.flatMap((file) =>
        Array.from({ length: points }, (_, i) => ({
          name: `an edit of ${file} during ${editing.name}`,
          judge: async () => {
            const { expected, calls } = await known()
            return judgeEdit(editing, file, 1 + Math.floor((i * calls) / points), expected)
          },
        })),
      )
    }),
  )
}

function editsWith(type: string): readonly Editing[] {
  const twoStates = async (project: FaultProject) => {
    await project.run(['config', 'cache.type', type])
    writeData(project, material)
    await project.run(['add', 'data'])
    const record = fs.readFileSync(project.at('project/data.dvc'))
    project.removeFolder('data')
    writeData(project, { ...material, files: 3 })
    project.write('data/f1', 'new')
    project.write('data/more', 'more')
    await project.run(['add', 'data'])
    project.write('data.dvc', record)
  }
  const withoutData = async (project: FaultProject) => {
    await twoStates(project)
    project.removeFolder('data')
  }
  const otherBranch = async (project: FaultProject) => {
    await project.run(['config', 'cache.type', type])
    await onOtherBranch(project, material)
  }
  const newSource = async (project: FaultProject) => {
    await project.run(['config', 'cache.type', type])
    writeData(project, material, 'source')
    await project.run(['import-url', '../source/data'])
    writeData(project, { ...material, files: 3 }, 'source')
    project.write('data/f1', 'new', 'source')
  }
  const older = { words: ['checkout'], completing: ['checkout', '--force'] }
  return [
    {
      name: `checkout of an older state with ${type}`,
      prepare: twoStates,
      files: ['data/f1', 'data/f5', 'data/more'],
      ...older,
    },
    { name: `checkout of all data with ${type}`, prepare: withoutData, files: ['data/f1'], ...older },
    { name: `checkout of another branch with ${type}`, prepare: otherBranch, files: ['data/f1'], words: ['checkout'] },
    { name: `update with ${type}`, prepare: newSource, files: ['data/f1', 'data/f5'], words: ['update', 'data.dvc'] },
  ]
}

async function judgeEdit(editing: Editing, file: string, at: number, expected: Files): Promise<string | undefined> {
  const project = await FaultProject.create()
  const place = project.at(`project/${file}`)
  try {
    await editing.prepare(project)
    const fault = { FAULT_KIND: 'edit', FAULT_AT: String(at), FAULT_FILE: place }
    const { status, stderr } = await project.runWith(fault, editing.words)
    if (status !== 0 && !clearRefusal.test(stderr)) return `call ${at}: ${stderr}`
    if (!fs.existsSync(place) || fs.readFileSync(place, 'utf8') !== 'mine') return `call ${at}: the edit is lost`
    return editing.completing && (await judgeCompletion(project, editing.completing, expected))
  } finally {
    project.remove()
  }
}

async function judgeCompletion(project: FaultProject, words: readonly string[], expected: Files) {
  const { status, stderr } = await project.run(words)
  return status === 0 ? difference(expected, project.snapshot().files) : stderr
}
