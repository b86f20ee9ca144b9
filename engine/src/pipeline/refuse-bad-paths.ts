import { Failure } from '../foundation/base/index.ts'
import { isStageFile, type Stage } from './definition/index.ts'

/** Throws a `Failure` for a cached output outside of the project, a stage file, and a path that a stage names twice. */
export function refuseBadPaths(stage: Stage, root = ''): void {
  refuseOutside(stage)
  refuseStageFiles(stage)
  const placeName = (path: string) => (path.includes('://') || path.startsWith('/') ? path : `${root}/${path}`)
  const inputs = inputsOf(stage)
  const outputs: string[] = stage.outs.map(({ path }) => path)
  const circular = inputs.find((path) => outputs.includes(path))
  if (circular !== undefined) {
    throw new Failure('stage-invalid', `'${placeName(circular)}' is specified as an output and as a dependency.`, {
      hint: 'Name it only once, as what the command makes or as what it reads.',
    })
  }
  const twice = [...inputs, ...outputs].find((path, index, all) => all.indexOf(path) < index)
  if (twice === undefined) return
  throw new Failure('stage-invalid', `file '${placeName(twice)}' is specified more than once.`, {
    hint: 'Name it once.',
  })
}

/** Throws a `Failure` for outputs that the cache would have to keep although they lie outside of the project. */
export function refuseOutside({ outs }: Stage): void {
  const outside = outs.filter(({ kind, isCached }) => kind !== 'file' && isCached).map(({ text }) => text)
  if (outside.length === 0) return
  throw new Failure('stage-invalid', `Cached output(s) outside of DVC project: ${outside.join(', ')}.`, {
    hint: 'See <https://dvc.org/doc/user-guide/pipelines/external-dependencies-and-outputs> for more info.',
  })
}

function refuseStageFiles({ deps, outs }: Stage): void {
  const [dep] = deps.filter(({ text }) => isStageFile(text))
  const [out] = outs.filter(({ text }) => isStageFile(text))
  const found = dep ?? out
  if (found === undefined) return
  const role = dep ? 'a dependency' : 'an output'
  throw new Failure('stage-invalid', `DVC file '${found.text}' cannot be ${role}.`, { hint: 'Name the data instead.' })
}

function inputsOf({ deps, params }: Stage): string[] {
  return [...deps.map((dep) => ('path' in dep ? dep.path : dep.text)), ...params.map(({ path }) => path)]
}
