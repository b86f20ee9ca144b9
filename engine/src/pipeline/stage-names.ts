import { Failure } from '../foundation/base/index.ts'
import type { Definition, Stage } from './definition/index.ts'

/**
 * The stages of a `dvc.yaml` that a name means: all without a name; a group's members by the group's name; with `glob`
 * those whose names match the pattern. Throws a `Failure` for a name that is not there.
 */
export function stagesNamed(
  { stages, file }: Definition,
  name: string | undefined,
  options: { readonly glob?: boolean; readonly shownFile?: string } = {},
): readonly Stage[] {
  if (name === undefined) return stages
  const members = stages.filter(({ group }) => group === name)
  if (members.length > 0) return members
  if (options.glob) {
    const pattern = namePattern(name)
    return stages.filter((stage) => pattern.test(stage.name))
  }
  const stage = stages.find((candidate) => candidate.name === name)
  if (stage) return [stage]
  throw new Failure('target-unknown', `Stage '${name}' not found inside '${options.shownFile ?? file}' file`, {
    hint: stages.length === 0 ? 'There are no stages in it.' : `It has: ${stages.map((known) => known.name).join(', ')}.`,
  })
}

/** Shell patterns over whole names: `*`, `?`, `[abc]`, `[!abc]`. */
function namePattern(glob: string): RegExp {
  const parts = glob.match(/\[!?\]?[^\]]*\]|[\s\S]/gu) ?? []
  const source = parts.map((part) => {
    if (part === '*') return '[^]*'
    if (part === '?') return '[^]'
    if (part.length > 1 && part.startsWith('[')) return bracketPattern(part)
    return part.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
  })
  return new RegExp(`^(?:${source.join('')})$`, 'u')
}

function bracketPattern(bracket: string): string {
  const isNegated = bracket.startsWith('[!')
  const members = bracket.slice(isNegated ? 2 : 1, -1).replace(/[\\\]^[]/g, '\\$&')
  return `[${isNegated ? '^' : ''}${members}]`
}
