import { Failure } from '../../foundation/base/index.ts'
import { pythonRepr } from '../../foundation/formats/index.ts'
import { type Element, isSweep, type Override, type Sweep } from '../grammar/override.ts'
import { renderElement, renderKey } from '../grammar/render.ts'
import { type Random, shuffled } from '../grammar/shuffled.ts'
import type { FileOverrides } from '../set-params.ts'
import { mostTasks, rangeValues } from './range-values.ts'

/** The overrides of one task, as texts, for each params file: what DVC puts into its queue. */
export type TaskOverrides = ReadonlyMap<string, readonly string[]>

/** Whether an override stands for several tasks. */
export function hasSweep(files: FileOverrides): boolean {
  return [...files.values()].some((overrides) => overrides.some(({ value }) => isSweep(value)))
}

/**
 * The tasks of overrides with sweeps, in DVC's order: each combination once, the last override of the last file varies
 * fastest. A key that is given twice counts once, with its last value. `random` shuffles.
 * @throws Failure `override-invalid` for sweeps that cannot be counted: `glob`, `interval`, ranges without end.
 */
export function expandSweeps(files: FileOverrides, random: Random): TaskOverrides[] {
  const choices = [...files].map(([file, overrides]) =>
    combinations(choicesOf(overrides, random)).map((texts) => [file, texts] as const),
  )
  return combinations(choices).map((task) => new Map(task))
}

/** The overrides as texts, when none of them is a sweep. */
export function plainTask(files: FileOverrides): TaskOverrides {
  return new Map([...files].map(([file, overrides]) => [file, overrides.map(({ text }) => text)]))
}

/** The tasks that overrides stand for: one for each combination of values, or a single one; and which of both it is. */
export function tasksOf(files: FileOverrides, random: Random): { tasks: TaskOverrides[]; isSweep: boolean } {
  const isSweep = hasSweep(files)
  return { isSweep, tasks: isSweep ? expandSweeps(files, random) : [plainTask(files)] }
}

/** A task as DVC shows it: the text of a Python dict. */
export function renderTask(task: TaskOverrides): string {
  return pythonRepr(new Map([...task].map(([file, texts]) => [file, [...texts]])))
}

function choicesOf(overrides: readonly Override[], random: Random): string[][] {
  const choices = new Map<string, string[]>()
  for (const override of overrides) {
    const key = renderKey(override)
    choices.set(
      key,
      elementsOf(override, random).map((element) => `${key}=${renderElement(element)}`),
    )
  }
  return [...choices.values()]
}

function elementsOf(override: Override, random: Random): readonly Element[] {
  const { value = null } = override
  return isSweep(value) ? sweptElements(value, override.text, random) : [value]
}

function sweptElements(sweep: Sweep, text: string, random: Random): readonly Element[] {
  if (sweep.kind === 'glob') throw new Failure('override-invalid', `Glob override '${text}' is not supported.`)
  if (sweep.kind === 'interval') {
    throw new Failure(
      'override-invalid',
      `"${text}" is an interval: it has no values that could be tried one by one.`,
      {
        hint: 'Use range(START,STOP,STEP) or choice(A,B,…).',
      },
    )
  }
  const elements = sweep.kind === 'choice' ? sweep.elements : rangeValues(sweep, text)
  return sweep.isShuffled ? shuffled(elements, random) : elements
}

/** One of each, in all combinations; the last varies fastest. */
function combinations<Item>(choices: readonly (readonly Item[])[]): Item[][] {
  const count = choices.reduce((product, { length }) => product * length, 1)
  if (count > mostTasks) {
    throw new Failure(
      'override-invalid',
      `These overrides make ${count} tasks; at most ${mostTasks} are queued at once.`,
    )
  }
  return choices.reduce<Item[][]>((tasks, items) => tasks.flatMap((task) => items.map((item) => [...task, item])), [[]])
}
