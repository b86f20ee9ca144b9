import * as os from 'node:os'
import { differences } from './compare.ts'
import { installDvc, installDvcWithRemotes } from './install-dvc.ts'
import { askParser, isAsRecorded, recordParser } from './parser-of-dvc.ts'
import { judgeRandom } from './random.ts'
import { record } from './recorded-case.ts'
import { play, type Sequence } from './sequence.ts'
import { sequencesByUrl } from './sequences/by-url.ts'
import { allSequences } from './sequences/index.ts'
import { sequencesOfManyFiles } from './sequences/many.ts'
import { versionSequencesByUrl } from './sequences/versions-by-url.ts'
import { startRemotes } from './start-remotes.ts'
import { dvcTool, sternaTool, type Tool } from './tools.ts'
import { makeWorld, traceFiles, type World } from './world.ts'

/**
 * Plays every sequence with real DVC, with sterna, and with the two taking turns in one repository, and compares.
 *   npm run compat [-- --only TEXT] [-- --record]      with --record it only keeps what DVC did
 *   npm run compat -- --brief                          half of them taking turns, in one of the two orders, as in CI
 *   npm run compat -- --remotes                        those on servers that data is shared through, which are never recorded
 *   npm run compat -- --many                           those with tens of thousands of files, which are never recorded
 *   npm run compat -- --random NUMBER [--seed SEED]    so many random sequences instead, the first from this seed;
 *                        with --pipelines about stages and parameters instead of data
 */
const words = process.argv.slice(2)
const valueOf = (option: string) => (words.includes(option) ? words[words.indexOf(option) + 1] : undefined)
const only = valueOf('--only')
const random = Number(valueOf('--random') ?? 0)
const firstSeed = Number(valueOf('--seed') ?? Date.now() % 1_000_000)
const remotes = words.includes('--remotes') ? await startRemotes() : undefined
const isMany = words.includes('--many')
const waiting =
  random > 0
    ? Array.from({ length: random }, (_, i) => (dvc: Tool) => judgeSeed(firstSeed + i, dvc))
    : sequencesMeant()
        .filter(({ name }) => only === undefined || name.includes(only))
        .map((sequence) => (dvc: Tool) => judge(sequence, dvc))
const python = remotes ? installDvcWithRemotes() : installDvc()
const sterna = sternaTool()
let passed = 0
let failed = 0
if (!remotes && !isMany && random === 0 && (only === undefined || 'the command line'.includes(only))) judgeParser()
await Promise.all(Array.from({ length: os.availableParallelism() }, judgeWaiting))
sterna.close()
await remotes?.stop()
console.log(`compat: ${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0

function sequencesMeant(): readonly Sequence[] {
  if (remotes) return [...remotes.all.flatMap(sequencesByUrl), ...remotes.versioned.flatMap(versionSequencesByUrl)]
  return isMany ? sequencesOfManyFiles : allSequences
}

/** Takes sequences until none is left, with a DVC of its own. */
async function judgeWaiting(): Promise<void> {
  const dvc = dvcTool(python)
  for (let next = waiting.shift(); next; next = waiting.shift()) await next(dvc)
  dvc.close()
}

async function judgeSeed(seed: number, dvc: Tool): Promise<void> {
  const found = await judgeRandom(words.includes('--pipelines') ? 'pipelines' : 'data', seed, dvc, sterna)
  tell(`random sequence of seed ${seed}`, found ? [...found.steps, '', ...found.lines] : [])
}

/** What ours takes is held to the recorded parser by the tests; here only that DVC has not moved on. */
function judgeParser(): void {
  const parser = askParser(python)
  if (words.includes('--record')) recordParser(parser)
  else tell('the command line', isAsRecorded(parser) ? [] : ['DVC takes something else than recorded'])
}

async function judge(sequence: Sequence, dvc: Tool): Promise<void> {
  const expected = await inWorld((world) => play(sequence, world, () => dvc))
  if (words.includes('--record')) return record(sequence.name, expected)
  tell(
    `${sequence.name}: sterna alone`,
    differences(expected, await inWorld((world) => play(sequence, world, () => sterna))),
  )
  for (const turns of ordersFor(sequence, dvc)) {
    const { disagreements, found } = await takeTurns(sequence, turns)
    const title = `${sequence.name}: taking turns, ${turns[0].name} first`
    tell(title, [...disagreements, ...differences({ ...expected, steps: codesOnly(expected.steps) }, found)])
  }
}

/** All of both orders take more than an hour on two processors. */
function ordersFor({ name }: Sequence, dvc: Tool): (readonly [Tool, Tool])[] {
  const orders = [[dvc, sterna] as const, [sterna, dvc] as const]
  return words.includes('--brief') ? orders.slice(name.length % 4, (name.length % 4) + 1) : orders
}

async function takeTurns(sequence: Sequence, turns: readonly [Tool, Tool]) {
  const disagreements: string[] = []
  const toolFor = (index: number) => turns[index % 2 === 0 ? 0 : 1]
  let judged = ''
  const found = await inWorld((world) =>
    play(sequence, world, toolFor, async (step) => {
      const traces = traceFiles(world)
      if (traces !== judged) disagreements.push(...(await statusDisagreement(turns, world, step)))
      judged = traces
    }),
  )
  return { disagreements, found }
}

/** Text depends on what a program remembers by itself; when they take turns only exit codes and files are compared. */
function codesOnly<Step extends object>(steps: readonly Step[]): (Step & { compared: 'nothing' })[] {
  return steps.map((step) => ({ ...step, compared: 'nothing' }))
}

async function statusDisagreement(tools: readonly [Tool, Tool], world: World, step: string): Promise<string[]> {
  const [a, b] = await Promise.all(tools.map((tool) => status(tool, world)))
  const [first, second] = tools.map(({ name }) => name)
  return a === b ? [] : [`after "${step}" ${first} status says ${a}`, `    and ${second} status says ${b}`]
}

async function status(tool: Tool, world: World): Promise<string> {
  const result = await tool.run(['status', '--json'], world.directory, world.variables)
  return result.code === 0 ? sorted(JSON.parse(result.stdout)) : `exit code ${result.code}`
}

function sorted(value: Record<string, unknown>): string {
  return JSON.stringify(Object.fromEntries(Object.entries(value).sort()), (_, inner) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort())
      : inner,
  )
}

async function inWorld<Result>(use: (world: World) => Promise<Result>): Promise<Result> {
  const world = makeWorld()
  try {
    return await use(world)
  } finally {
    world.remove()
  }
}

function tell(title: string, found: readonly string[]): void {
  if (found.length === 0) passed++
  else {
    failed++
    console.log(`✗ ${title}\n${found.map((line) => `    ${line}`).join('\n')}`)
  }
}
