import { fetchImports, type TrackedOutput, type TrackedStage } from '../data/index.ts'
import { type AbsolutePath, absolutePath, quietCall } from '../foundation/base/index.ts'
import type { ObjectStore } from '../storage/index.ts'
import type { Machine } from './machine.ts'
import { Project } from './project.ts'
import { repositoriesDirectory } from './repositories-directory.ts'

let directories = 0

/** Data of imports that a project does not have itself, got into a place of our own: a look leaves nothing behind. */
export class ImportedData {
  readonly #project: Project
  readonly #machine: Machine
  readonly #scratch: AbsolutePath
  readonly #obtained = new Map<TrackedOutput, Promise<ObjectStore>>()

  constructor(project: Project, machine: Machine) {
    this.#project = project
    this.#machine = machine
    directories += 1
    const name = `data-${machine.environment.processId}-${directories}`
    this.#scratch = absolutePath(repositoriesDirectory(machine), name)
  }

  /** Gets an output that was imported; undefined for any other. */
  async obtain(stages: readonly TrackedStage[], output: TrackedOutput): Promise<ObjectStore | undefined> {
    const stage = stages.find(({ outputs, origin }) => origin?.kind === 'repository' && outputs.includes(output))
    if (!stage) return undefined
    const obtained = this.#obtained.get(output) ?? this.#fetch(stage, output)
    this.#obtained.set(output, obtained)
    return obtained
  }

  async #fetch(stage: TrackedStage, output: TrackedOutput): Promise<ObjectStore> {
    const overlay = { base: this.#scratch, config: new Map([['cache', new Map([['dir', this.#scratch]])]]) }
    const project = new Project({ workingDirectory: this.#project.root, overlay }, this.#machine)
    try {
      await fetchImports(project, [{ stage, output }], quietCall())
      return project.cache
    } finally {
      project.close()
    }
  }

  close(): void {
    if (this.#obtained.size > 0) this.#machine.files.remove(this.#scratch)
  }
}
