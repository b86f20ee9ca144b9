import type { MachineChange, RecordedDifference } from '@sterna/engine'
import { packageLine } from './package-line.ts'
import { plainText } from './plain-text.ts'
import { shortSize } from './sizes.ts'

interface Sides {
  readonly before: string
  readonly after: string
}

/** What two runs ran with, as far as it differs: interpreter, packages, variables, machine. */
export function recordedLines({ python, packages, variables, machine }: RecordedDifference): string[] {
  const lines = [
    ...(python ? [packageLine({ name: 'Python', ...python })] : []),
    ...packages.map((change) => `installed: ${packageLine(change)}`),
    ...variables.map((change) => `variable: ${packageLine(change)}`),
    ...machine.map((change) => `machine: ${machineLine(change)}`),
  ]
  return lines.map(plainText)
}

function machineLine({ what, before, after }: MachineChange): string {
  const [name, shown] = what === 'memoryBytes' ? ['memory', size] : [what, (value: unknown) => String(value ?? 'none')]
  return `${name} ${shown(before)} -> ${shown(after)}`
}

function size(bytes: unknown): string {
  return shortSize(Number(bytes ?? 0))
}

/** Files that were there but are not in the commits, so that a difference in them is not seen. */
export function leftOutLines({ leftOut }: RecordedDifference, sides: Sides): string[] {
  return (['before', 'after'] as const).flatMap((side) => {
    const { files, more = 0 } = leftOut[side]
    const count = files.length + more
    return count === 0
      ? []
      : [`${count} untracked ${count === 1 ? 'file was' : 'files were'} left out of ${sides[side]}`]
  })
}

export function recordedJson({ python, packages, variables, machine, leftOut }: RecordedDifference): unknown {
  const change = ({ before, after }: { readonly before: unknown; readonly after: unknown }) => ({
    old: before ?? null,
    new: after ?? null,
  })
  const named = ({ name, ...sides }: RecordedDifference['packages'][number]) => ({ name, ...change(sides) })
  return {
    python: python ? change(python) : null,
    packages: packages.map(named),
    variables: variables.map(named),
    machine: machine.map(({ what, ...sides }) => ({ what, ...change(sides) })),
    left_out: change(leftOut),
  }
}
