import { type OutputSelection, selectionOf, stageNamed } from '../../data/index.ts'
import { absolutePath, Failure, orFailure, type RepoPath } from '../../foundation/base/index.ts'
import { readYamlWithPositions } from '../../foundation/formats/index.ts'
import type { Definition } from '../definition/index.ts'
import type { ParamsSource } from '../params-files.ts'
import { lockFileOf, type PipelineContext } from '../pipeline-context.ts'
import { type CheckInput, madePathsOf } from './check-input.ts'
import type { CheckedFile, CheckedLock } from './checked-file.ts'
import { findAll } from './find-all.ts'
import type { Finding } from './finding.ts'

export interface CheckResult {
  readonly findings: readonly Finding[]
  /** How many stages were looked at. */
  readonly stages: number
}

/** Looks for mistakes in all pipelines without running anything. With targets only what concerns those is told. */
export async function checkPipelines(
  context: PipelineContext,
  { targets }: { readonly targets: readonly string[] },
): Promise<CheckResult> {
  const input = inputFrom(context)
  const findings = findAll(input)
  const stages = input.files.flatMap(({ definition }) => definition.stages.map(({ name }) => [definition.file, name]))
  if (targets.length === 0) return { findings, stages: stages.length }
  const selection = selectionOf(context, targets)
  const isMeant = (file: string, name: string | undefined) =>
    targets.some((target) => isNamed(selection, target, file as RepoPath, name))
  const meant = stages.filter(([file, name]) => isMeant(file!, name))
  const told = findings.filter(({ owner, stage }) => isMeant(owner, stage))
  if (meant.length === 0 && told.length === 0) refuseUnknown(targets, input)
  return { findings: told, stages: meant.length }
}

function isNamed(selection: OutputSelection, target: string, file: RepoPath, stage: string | undefined): boolean {
  if (selection.toRepoPath(target) === file) return true
  const named = stageNamed(selection, target)
  if (named.file !== file || stage === undefined) return false
  return stage === named.name || stage.startsWith(`${named.name}@`) || named.name.startsWith(`${stage}@`)
}

/** A file without stages is no mistake. */
function refuseUnknown(targets: readonly string[], { files }: CheckInput): void {
  if (files.some(({ definition }) => targets.includes(definition.file))) return
  throw new Failure(
    'target-unknown',
    `No stage or dvc.yaml is called ${targets.map((name) => `'${name}'`).join(', ')}`,
    {
      hint: 'To see the stages there are: sterna stage list --all',
    },
  )
}

function inputFrom(context: PipelineContext): CheckInput {
  const { definitions, stages, broken } = context.readable()
  const files = definitions.flatMap((definition) => checkedFile(context, definition, broken) ?? [])
  const read = new Set<string>(files.map(({ definition }) => definition.file))
  const outputs = stages.flatMap((stage) => (stage.kind === 'pipeline' ? stage.outputs : []))
  const places = outputs.map(({ path }) => absolutePath(context.root, path))
  const tracked = context.git?.tracked(places) ?? new Set<string>()
  const params = context.params.heldStill()
  return {
    files,
    unreadable: broken.filter(({ file }) => !read.has(file)),
    stages,
    madePaths: madePathsOf(stages),
    trackedByGit: new Set(
      outputs.map(({ path }) => path).filter((path) => tracked.has(absolutePath(context.root, path))),
    ),
    seenReads: ({ cmd, wdir }) => (typeof cmd === 'string' ? context.seenReads(wdir, cmd) : []),
    kindOf: (path) => kindOf(context, path),
    readParams: (path) => readParams(context, params, path),
  }
}

/** Undefined for a file of which nothing can be read. */
function checkedFile(
  context: PipelineContext,
  definition: Definition,
  broken: CheckInput['unreadable'],
): CheckedFile | undefined {
  const { file } = definition
  const source = sourceOf(context, file)
  const lock = checkedLock(context, file)
  return source && { definition, broken: broken.filter((part) => part.file === file), source, lock }
}

function checkedLock(context: PipelineContext, definitionFile: RepoPath): CheckedLock | undefined {
  const file = lockFileOf(definitionFile)
  const source = sourceOf(context, file)
  const entries = orFailure(() => context.locked(definitionFile))
  return source === undefined || entries instanceof Failure ? undefined : { file, source, entries }
}

function sourceOf({ files, root }: PipelineContext, file: RepoPath) {
  const text = files.readText(absolutePath(root, file))
  const source = text === undefined ? undefined : orFailure(() => readYamlWithPositions(text, file))
  return source instanceof Failure ? undefined : source
}

function kindOf({ files, root }: PipelineContext, path: string): 'file' | 'directory' | undefined {
  const kind = files.stat(absolutePath(root, path))?.kind
  return kind === 'file' || kind === 'directory' ? kind : undefined
}

function readParams(
  context: PipelineContext,
  params: ParamsSource,
  path: RepoPath,
): ReturnType<CheckInput['readParams']> {
  if (kindOf(context, path) !== 'file') return undefined
  const value = orFailure(() => params.read(path) ?? new Map())
  return value instanceof Failure ? { reason: value.message } : { value }
}
