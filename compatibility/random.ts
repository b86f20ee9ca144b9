import fc from 'fast-check'
import { differences } from './compare.ts'
import { pipelineBeginning, randomPipelineStep } from './random-pipelines.ts'
import { beginning, type RandomStep, randomStep } from './random-steps.ts'
import { type Observation, play, type Step, sequence } from './sequence.ts'
import type { Tool } from './tools.ts'
import { makeWorld } from './world.ts'

/** What a random sequence has shown: undefined if the two programs agree, otherwise the smallest one found that they differ on. */
export interface Disagreement {
  readonly steps: readonly string[]
  readonly lines: readonly string[]
}

/** What random sequences are made of. */
interface RandomSubject {
  readonly beginning: readonly Step[]
  readonly step: fc.Arbitrary<RandomStep>
}

const longest = 16
const subjects = {
  data: { beginning, step: randomStep },
  pipelines: { beginning: pipelineBeginning, step: randomPipelineStep },
} satisfies Record<string, RandomSubject>

/** Plays one random sequence with DVC alone, sterna alone and both in turns, and makes it as small as possible if they differ. */
export async function judgeRandom(
  about: keyof typeof subjects,
  seed: number,
  dvc: Tool,
  sterna: Tool,
): Promise<Disagreement | undefined> {
  const subject = subjects[about]
  const [steps] = fc.sample(fc.array(subject.step, { minLength: 1, maxLength: longest, size: 'max' }), {
    seed,
    numRuns: 1,
  })
  const judge = (some: readonly RandomStep[]) => disagreements(subject, some, dvc, sterna)
  const lines = await judge(steps!)
  return lines.length === 0 ? undefined : smallest(steps!, lines, judge)
}

/** Leaves out one step after the other, as long as the programs still disagree. */
async function smallest(
  steps: readonly RandomStep[],
  lines: readonly string[],
  judge: (steps: readonly RandomStep[]) => Promise<string[]>,
): Promise<Disagreement> {
  let found = { steps, lines }
  for (let at = steps.length - 1; at >= 0; at--) {
    const fewer = found.steps.toSpliced(at, 1)
    const still = await judge(fewer)
    if (still.length > 0) found = { steps: fewer, lines: still }
  }
  return { steps: found.steps.map(({ text }) => text), lines: found.lines }
}

async function disagreements(
  subject: RandomSubject,
  steps: readonly RandomStep[],
  dvc: Tool,
  sterna: Tool,
): Promise<string[]> {
  const expected = await playAll(subject, steps, () => dvc)
  const alone = differences(expected, await playAll(subject, steps, () => sterna))
  if (alone.length > 0) return alone.map((line) => `sterna alone: ${line}`)
  const inTurns = await playAll(subject, steps, (index) => (index % 2 === 0 ? dvc : sterna))
  return differences(expected, inTurns).map((line) => `in turns: ${line}`)
}

/** DVC's status leaves manifests in the form before 3.0 of directories that were never recorded. */
const oldObject = /^\.dvc\/cache\/[0-9a-f]{2}\//

async function playAll(
  subject: RandomSubject,
  random: readonly RandomStep[],
  toolFor: (index: number) => Tool,
): Promise<Observation> {
  const world = makeWorld()
  try {
    const steps = [...subject.beginning, ...random.flatMap((one) => one.steps)]
    const seen = await play(sequence('random', steps, ['store']), world, (index) => withoutTrash(toolFor(index)))
    return { ...seen, files: new Map([...seen.files].filter(([name]) => !oldObject.test(name))) }
  } finally {
    world.remove()
  }
}

/** Only sterna has a trash, out of which things may come back. */
function withoutTrash(tool: Tool): Tool {
  if (tool.name === 'dvc') return tool
  return {
    ...tool,
    run: (words, directory, variables) =>
      tool.run(words[0] === 'gc' ? [...words, '--no-trash'] : words, directory, variables),
  }
}
