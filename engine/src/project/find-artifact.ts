import { absolutePath, Failure, joinRepo, parentOf, pathInside, type RepoPath } from '../foundation/base/index.ts'
import type { AnnotatedTag, GitRepository } from '../foundation/git/index.ts'
import { openView } from '../revisions/index.ts'
import { artifactName, compareVersions, parseArtifactTag } from './artifact-tags.ts'
import type { Machine } from './machine.ts'
import { machineFor } from './machine.ts'
import { openProject } from './project.ts'
import { sourcePlace } from './source-place.ts'

export interface ArtifactRequest {
  /** Where the person stands. */
  readonly workingDirectory: string
  /** The repository as the person names it. */
  readonly location: string
  /** `model`, or `path/to:model` for one that a `dvc.yaml` below the top declares. */
  readonly name: string
  /** With its `v`; the highest one if neither this nor a stage is given. */
  readonly version?: string | undefined
  readonly stage?: string | undefined
  readonly machine?: Partial<Machine>
}

/** Where an artifact is: the commit that its tag names, and its path from the project's root. */
export interface FoundArtifact {
  readonly commit: string
  readonly path: RepoPath
}

/** The artifact that a version, a stage or the highest version names, by the tags of a repository on this machine. */
export async function findArtifact(request: ArtifactRequest): Promise<FoundArtifact> {
  if (request.version !== undefined && request.stage !== undefined)
    throw new Failure('usage', 'Artifact version and stage are mutually exclusive.')
  const machine = machineFor(request)
  const base = machine.files.realPath(absolutePath(request.workingDirectory))
  const place = sourcePlace(machine.files, request.location, [base])
  if (place.kind === 'elsewhere') throw notHere(request.location)
  const project = await openProject({ workingDirectory: place.directory, machine })
  try {
    const { git } = project
    if (!git) throw unknownArtifact(request)
    const commit = commitOf(git, request)
    const definitions = await openView(project, commit).definitions()
    const [directory, name] = splitName(artifactName(request.name))
    const prefix = pathInside(git.root, project.root) ?? ''
    const definition = definitions.find(({ file }) => parentOf(joinRepo(prefix as RepoPath, file)) === directory)
    const path = definition?.artifacts.get(name)?.get('path')
    if (!definition || typeof path !== 'string') throw unknownArtifact(request)
    return { commit, path: joinRepo(parentOf(definition.file), path) }
  } finally {
    project.close()
  }
}

function splitName(name: string): readonly [directory: string, name: string] {
  const colon = name.indexOf(':')
  return colon < 0 ? ['', name] : [joinRepo('' as RepoPath, name.slice(0, colon)), name.slice(colon + 1)]
}

/** Of several tags of one version or stage the last one counts. */
function commitOf(git: GitRepository, request: ArtifactRequest): string {
  const wanted = artifactName(request.name)
  const tags = git.annotatedTags().flatMap((tag) => {
    const parsed = parseArtifactTag(tag.name)
    return parsed?.artifact === wanted ? [{ ...parsed, ...tag }] : []
  })
  const { version, stage } = request
  const isMeant = (tag: (typeof tags)[0]) =>
    stage === undefined ? tag.version !== undefined && (version ?? tag.version) === tag.version : tag.stage === stage
  const found = lastOf(tags.filter(isMeant), version === undefined && stage === undefined)
  if (found === undefined) throw unknownArtifact(request)
  return found
}

function lastOf(
  tags: readonly (AnnotatedTag & { readonly version?: string })[],
  byVersion: boolean,
): string | undefined {
  const inOrder = [...tags].sort(
    (a, b) => (byVersion ? compareVersions(a.version ?? '', b.version ?? '') : 0) || a.seconds - b.seconds,
  )
  return inOrder.at(-1)?.commit
}

function unknownArtifact({ name, version, stage }: ArtifactRequest): Failure {
  const what = version !== undefined ? `${name} @ ${version}` : stage !== undefined ? `${name} # ${stage}` : name
  return new Failure('target-unknown', `Unable to find artifact '${what}'`, {
    hint: 'Artifacts are declared under "artifacts" in dvc.yaml, and named by annotated tags such as "model@v1.0.0" or "model#prod".',
  })
}

function notHere(location: string): Failure {
  return new Failure('unsupported', `The tags of '${location}' are not read over the network.`, {
    hint: 'Clone it, and name the clone.',
  })
}
