import { execFileSync } from 'node:child_process'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { experimentRefs, isBareRepository, seeRefs } from './see-refs.ts'
import type { Tool, ToolResult } from './tools.ts'
import { type SeenFile, seeFiles, type World } from './world.ts'

/** What of a command's standard output has to be equal beside its exit code and the files; `sets`: JSON whose lists have no order. */
export type Compared = 'lines' | 'json' | 'sets' | 'nothing'

export interface ToolStep {
  readonly kind: 'tool'
  readonly words: readonly string[]
  readonly compared: Compared
}

export interface HandStep {
  readonly kind: 'hand'
  /** What a person or another program does to the world between two commands. */
  act(world: World): void | Promise<void>
}

export type Step = ToolStep | HandStep

/** A story of commands and changes that both programs have to end with the same files. */
export interface Sequence {
  readonly name: string
  readonly steps: readonly Step[]
  /** Folders beside the project to compare as well, such as a local remote. */
  readonly beside?: readonly string[]
  /** Files in which we do better than DVC on purpose, and why. */
  readonly except?: Readonly<Record<string, string>>
}

export interface StepObservation {
  readonly step: string
  readonly code: number
  readonly stdout: string
  readonly stderr: string
  readonly compared: Compared
}

export interface Observation {
  readonly steps: readonly StepObservation[]
  readonly files: ReadonlyMap<string, SeenFile>
}

export function sequence(
  name: string,
  steps: readonly Step[],
  beside: readonly string[] = [],
  except: Readonly<Record<string, string>> = {},
): Sequence {
  return { name, steps, beside, except }
}

/** A command, as typed after `dvc` or `sterna`; words with blanks in single quotes, `<world>` for where everything lies. */
export function run(line: string, compared: Compared = 'nothing'): ToolStep {
  const words = [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '')
  return { kind: 'tool', words, compared: compared === 'nothing' && words.includes('--json') ? 'json' : compared }
}

export function write(files: Readonly<Record<string, string | Buffer>>): HandStep {
  return {
    kind: 'hand',
    act({ directory }) {
      for (const [name, content] of Object.entries(files)) {
        const file = path.join(directory, name)
        fs.mkdirSync(path.dirname(file), { recursive: true })
        fs.rmSync(file, { force: true })
        fs.writeFileSync(file, content)
      }
    },
  }
}

export function remove(...names: readonly string[]): HandStep {
  return {
    kind: 'hand',
    act: ({ directory }) =>
      names.forEach((name) => fs.rmSync(path.join(directory, name), { recursive: true, force: true })),
  }
}

export function shell(line: string): HandStep {
  return {
    kind: 'hand',
    act: ({ directory, variables }) =>
      void execFileSync('sh', ['-ec', line], { cwd: directory, env: variables, stdio: 'pipe' }),
  }
}

export function git(line: string): HandStep {
  return shell(`git ${line}`)
}

/** Commits everything there is. */
export function commitAll(message: string): HandStep {
  return shell(`git add -A && git commit --quiet --allow-empty -m '${message}'`)
}

/** Plays the sequence; `toolFor` says which program takes which of its commands. */
export async function play(
  { steps, beside, except = {} }: Sequence,
  world: World,
  toolFor: (index: number) => Tool,
  afterStep: (step: string) => Promise<void> = async () => undefined,
): Promise<Observation> {
  const observed: StepObservation[] = []
  const withRefs = steps.some(changesExperiments)
  const experiments = new Map<string, string>()
  let index = 0
  for (const step of steps) {
    if (step.kind === 'hand') {
      await step.act(world)
      continue
    }
    const typed = step.words.map((word) => word.replaceAll('<world>', path.dirname(world.directory)))
    const result = cleaned(await toolFor(index++).run(typed, world.directory, world.variables), world)
    if (withRefs) for (const [ref, commit] of experimentRefs(world)) experiments.set(commit, path.basename(ref))
    observed.push({ step: step.words.join(' '), compared: step.compared, ...withoutIds(result, experiments) })
    await afterStep(step.words.join(' '))
  }
  const seen = withRefs ? seeWithRefs(world, beside) : seeFiles(world, beside)
  const files = [...seen].filter(([name]) => !Object.hasOwn(except, name))
  return { steps: observed, files: new Map(files) }
}

const changing = /^(exp|experiments) (run|save|apply|branch|rename|remove|rm|push|pull|clean)\b|^queue /

function changesExperiments(step: Step): boolean {
  return step.kind === 'tool' && changing.test(step.words.join(' '))
}

/** Of repositories beside the project only the refs. */
function seeWithRefs(world: World, beside: readonly string[] = []): Map<string, SeenFile> {
  const placeOf = (name: string) => path.join(path.dirname(world.directory), name)
  const bare = beside.filter((name) => isBareRepository(placeOf(name)))
  const folders = beside.filter((name) => !bare.includes(name))
  const refs = bare.flatMap((name) => [...seeRefs(world, placeOf(name), `../${name}`)])
  return new Map([...seeFiles(world, folders), ...seeRefs(world), ...refs])
}

/** Commits of experiments are called otherwise in each world, because they are made at other times. */
function withoutIds({ code, stdout, stderr }: ToolResult, experiments: ReadonlyMap<string, string>): ToolResult {
  let text = stdout
  for (const [commit, name] of experiments)
    text = text.replaceAll(commit, `<${name}>`).replaceAll(commit.slice(0, 7), `<${name}>`)
  return { code, stdout: text, stderr }
}

/** Without what differs between two worlds for no reason of ours. */
function cleaned({ code, stdout, stderr }: ToolResult, { directory }: World): ToolResult {
  const place = (text: string) => text.replaceAll(path.dirname(directory), '<world>')
  return { code, stdout: place(stdout), stderr: place(stderr) }
}
