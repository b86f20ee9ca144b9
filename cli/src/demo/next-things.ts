import * as fs from 'node:fs'
import * as path from 'node:path'
import { shellQuoted } from '../show/git-hint.ts'
import { unpackSales } from './example-files.ts'
import type { DemoPlace } from './story.ts'

const things: readonly (readonly [string, string])[] = [
  ['sterna dag', 'how the stages depend on each other'],
  ['node stages/appraise.mjs house.json --living_sqft 3000', 'the price of a larger house'],
  ['cp ../2015.csv data/sales && sterna add data/sales && sterna repro', 'the next year arrives'],
]

/** Lines for a shell that a person may want to run in the folder of the demo. */
export function nextThings(place: DemoPlace): string[] {
  unpackSales('2015', place.tour)
  const alias = isInstalled() ? [] : [`alias sterna=${shellQuoted(sternaHere())}`]
  const width = Math.max(...things.map(([line]) => line.length))
  return [
    ...alias,
    `cd ${shellQuoted(place.project)}`,
    ...things.map(([line, what]) => `${line.padEnd(width)}   # ${what}`),
  ]
}

/** Whether a shell finds the command; what npm puts before its path is gone after `npm run`. */
function isInstalled(): boolean {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter((folder) => !folder.includes('node_modules'))
  return folders.some((folder) => fs.existsSync(path.join(folder, 'sterna')))
}

/** The command as it was started for this demo. */
function sternaHere(): string {
  return ['node', ...process.execArgv, process.argv[1]!].map(shellQuoted).join(' ')
}
