import * as path from 'node:path'
import { changeParameter, copyProject, unpackSales } from './example-files.ts'

/** One thing a person would type, or do by hand, and how the demo does it. */
export type DemoDeed = DemoCommand | { readonly kind: 'hand'; readonly shown: string; act(place: DemoPlace): void }

export interface DemoCommand {
  readonly kind: 'command'
  readonly program: 'sterna' | 'git' | 'node'
  readonly words: readonly string[]
  readonly isBackground?: boolean
  /** Of what it prints only such lines are worth showing. */
  readonly shows?: RegExp
}

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

function sterna(...words: string[]): DemoCommand {
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

/** The model of the moment on the sales that the next one is tested with; neither has seen them. */
const checkOnNewestSales = node('stages/appraise.mjs', '--check', 'data/sales/2014.csv', '--since', '2014-10')

/** The whole turn of the cycle on the house sales of King County, step by step. */
export const story: readonly DemoStep[] = [
  {
    title: 'A repository with data in it',
    why: '20,600 house sales of 2010 to 2013, four small programs, and dvc.yaml, which says how they belong together.',
    where: 'project',
    deeds: [
      byHand('(the programs of the example and the sales are put into the folder)', ({ project }) => {
        copyProject(project)
        unpackSales('2010-2013', path.join(project, 'data/sales'))
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
    why: 'Only what depends on it runs. Are shallower trees as good? No: the error rises. So back, without training again.',
    where: 'project',
    deeds: [
      byHand('(in params.yaml: depth: 6 becomes depth: 4)', ({ project }) =>
        changeParameter(project, 'depth: 6', 'depth: 4'),
      ),
      sterna('repro'),
      sterna('params', 'diff'),
      sterna('metrics', 'diff'),
      { kind: 'command', program: 'git', words: ['checkout', '--quiet', '.'] },
      sterna('checkout'),
    ],
  },
  {
    title: 'A year later: new sales',
    why: 'How far off is the old model on sales it has not seen? Prices rise, and it falls behind.',
    where: 'project',
    deeds: [
      byHand('(data/sales/2014.csv arrives)', ({ project }) => unpackSales('2014', path.join(project, 'data/sales'))),
      node('stages/appraise.mjs', '--check', 'data/sales/2014.csv'),
      sterna('status'),
    ],
  },
  {
    title: 'Learning from them',
    why: 'The old model and the new one on the same sales, the newest three months, which neither has seen.',
    where: 'project',
    deeds: [
      checkOnNewestSales,
      sterna('add', 'data/sales'),
      sterna('repro'),
      checkOnNewestSales,
      ...commit('Sales of 2014'),
    ],
  },
  {
    title: 'Four ideas at once',
    why: 'Are more trees better, if each says less or sees more sales? Four variations go into a queue and run side by side; it takes some seconds.',
    where: 'project',
    deeds: [
      sterna(
        ...['exp', 'run', '--queue', '-n', 'try'],
        ...['-S', 'train.trees=300', '-S', 'train.rate=0.05,0.1', '-S', 'train.sample=0.5,0.8'],
      ),
      { ...sterna('exp', 'run', '--run-all', '-j', '4'), shows: /^(Reproducing|half of|Ran )/ },
      sterna(
        ...['exp', 'show', '--sort-by', 'median_error_percent'],
        ...['--drop', '.', '--keep', 'Exp|median|train.(trees|rate|sample)'],
      ),
    ],
  },
  {
    title: 'The two best',
    why: 'They hardly differ. One goes into the project, the other gets a branch to come back to; nothing trains again.',
    where: 'project',
    deeds: [
      sterna('diff', 'try-1', 'try-2'),
      sterna('exp', 'apply', 'try-1'),
      sterna('exp', 'branch', 'try-2', 'more-sales'),
      ...commit('More trees that each say less'),
    ],
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
