import * as fs from 'node:fs'
import * as path from 'node:path'
import { copyProject, unpackSales } from './example-files.ts'

/** One thing a person would type, or do by hand, and how the demo does it. */
export type DemoDeed =
  | {
      readonly kind: 'command'
      readonly program: 'sterna' | 'git' | 'node'
      readonly words: readonly string[]
      readonly isBackground?: boolean
    }
  | { readonly kind: 'hand'; readonly shown: string; act(place: DemoPlace): void }

export interface DemoStep {
  readonly title: string
  readonly why: string
  /** The folder it happens in. */
  readonly where: 'project' | 'clone'
  readonly deeds: readonly DemoDeed[]
}

/** The tour's folder, and in it the project, the remote and the second clone. */
export interface DemoPlace {
  readonly tour: string
  readonly project: string
  readonly clone: string
}

function sterna(...words: string[]): DemoDeed {
  return { kind: 'command', program: 'sterna', words }
}

function node(...words: string[]): DemoDeed {
  return { kind: 'command', program: 'node', words }
}

function git(...words: string[]): DemoDeed {
  return { kind: 'command', program: 'git', words, isBackground: true }
}

function commit(message: string): DemoDeed[] {
  return [git('add', '-A'), git('commit', '--quiet', '-m', message)]
}

function byHand(shown: string, act: (place: DemoPlace) => void): DemoDeed {
  return { kind: 'hand', shown, act }
}

function changeParameter(place: DemoPlace, from: string, to: string): void {
  const file = path.join(place.project, 'params.yaml')
  fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace(from, to))
}

/** The whole turn of the cycle on the house sales of King County, step by step. */
export const story: readonly DemoStep[] = [
  {
    title: 'A repository with data in it',
    why: '20,600 house sales of 2010 to 2013, four small programs, and dvc.yaml, which says how they belong together.',
    where: 'project',
    deeds: [
      byHand('(the programs of the example and the sales are put into the folder)', ({ project }) => {
        copyProject(project)
        unpackSales('2010-2013', project)
      }),
      git('init', '--quiet', '-b', 'main'),
      sterna('init', '-q'),
      sterna('add', 'data/sales'),
      ...commit('Sales up to 2013'),
    ],
  },
  {
    title: 'From sales to a model',
    why: 'Each stage runs once; what it read and made is recorded in dvc.lock.',
    where: 'project',
    deeds: [sterna('repro'), ...commit('First model'), git('tag', 'first')],
  },
  { title: 'Again', why: 'Nothing has changed, so nothing runs.', where: 'project', deeds: [sterna('repro')] },
  {
    title: 'A change of a parameter',
    why: 'Only what depends on it runs.',
    where: 'project',
    deeds: [
      byHand('(in params.yaml: depth: 6 becomes depth: 4)', (place) => changeParameter(place, 'depth: 6', 'depth: 4')),
      sterna('repro'),
      sterna('params', 'diff'),
      sterna('metrics', 'diff'),
      ...commit('Shallower trees'),
    ],
  },
  {
    title: 'A year later: new sales',
    why: 'How far off is the old model on sales it has not seen?',
    where: 'project',
    deeds: [
      byHand('(data/sales/2014.csv arrives)', ({ project }) => unpackSales('2014', project)),
      node('stages/appraise.mjs', '--check', 'data/sales/2014.csv'),
      sterna('status'),
    ],
  },
  {
    title: 'Learning from them',
    why: 'The test is now on the last months of 2014: prices have risen, and the new model knows.',
    where: 'project',
    deeds: [sterna('add', 'data/sales'), sterna('repro'), sterna('metrics', 'diff'), ...commit('Sales of 2014')],
  },
  {
    title: 'Back to the first model',
    why: 'Data and model come from the cache; nothing runs.',
    where: 'project',
    deeds: [
      { kind: 'command', program: 'git', words: ['checkout', '--quiet', 'first'] },
      sterna('checkout'),
      sterna('status'),
      node('stages/appraise.mjs', 'house.json'),
      git('checkout', '--quiet', 'main'),
      sterna('checkout'),
    ],
  },
  {
    title: 'A second place for the data',
    why: 'Here a folder; others can pull from it.',
    where: 'project',
    deeds: [
      sterna('remote', 'add', '-d', 'store', '../store'),
      sterna('push'),
      ...commit('A remote'),
      node('stages/appraise.mjs', 'house.json'),
    ],
  },
  {
    title: 'Somebody else',
    why: 'Clones the repository, pulls the data, and gets the same price for the same house.',
    where: 'clone',
    deeds: [
      { kind: 'command', program: 'git', words: ['clone', '--quiet', '../project', '.'] },
      sterna('pull'),
      sterna('status'),
      node('stages/appraise.mjs', 'house.json'),
    ],
  },
]

/** What a person may want to do next in the folder of the demo. */
export const nextThings: readonly (readonly [string, string])[] = [
  ['sterna dag', 'how the stages depend on each other'],
  ['node stages/appraise.mjs house.json --living_sqft 3000', 'the price of a larger house'],
  ['edit params.yaml, then sterna repro and sterna metrics diff', 'a better model, perhaps'],
]
