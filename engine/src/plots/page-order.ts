import * as path from 'node:path/posix'
import { compareCodePoints } from '../foundation/base/index.ts'
import type { Plot } from './plot.ts'

/** Drawn plots first; images of a directory in the order of the numbers that they are named by. */
export function inOrderOfPage(plots: readonly Plot[]): Plot[] {
  const images = plots.filter(({ kind }) => kind === 'image')
  return [...plots.filter(({ kind }) => kind === 'vega'), ...images.sort((a, b) => compareImages(a.name, b.name))]
}

function compareImages(a: string, b: string): number {
  return (
    compareCodePoints(path.dirname(a), path.dirname(b)) ||
    numberIn(a) - numberIn(b) ||
    compareCodePoints(path.basename(a), path.basename(b))
  )
}

/** Images without a number come after those with one. */
function numberIn(name: string): number {
  const stem = path.parse(name).name
  return /^\d+$/.test(stem) ? Number(stem) : Number.MAX_SAFE_INTEGER
}
