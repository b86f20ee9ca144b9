import { spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { Failure } from '@sterna/engine'
import { shellQuoted } from '../show/git-hint.ts'
import { nextThings } from './next-things.ts'
import { type DemoCommand, type DemoDeed, type DemoPlace, type DemoStep, story } from './story.ts'

export interface DemoShell {
  print(line: string): void
  readonly signal: AbortSignal
}

const markName = '.demo-not-finished'

/** Plays the whole story in a folder. A folder of a demo that was interrupted is begun anew; no other one may hold anything. */
export async function playDemo(directory: string | undefined, shell: DemoShell): Promise<void> {
  const place = preparePlace(directory)
  shell.print(`The demo plays in ${place.tour}`)
  const prices: string[] = []
  for (const [index, step] of story.entries()) await playStep(index, step, place, shell, prices)
  provePrices(prices)
  fs.rmSync(path.join(place.tour, markName))
  shell.print('')
  shell.print('The price is the same to the dollar. Three things to try next:')
  for (const line of nextThings(place)) shell.print(`  ${line}`)
}

function preparePlace(directory: string | undefined): DemoPlace {
  const tour = directory ?? fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'sterna-demo-'))
  const mark = path.join(tour, markName)
  if (fs.existsSync(mark)) fs.rmSync(tour, { recursive: true, force: true })
  if (fs.existsSync(tour) && (!fs.statSync(tour).isDirectory() || fs.readdirSync(tour).length > 0)) {
    throw new Failure('file-exists', `'${tour}' is not empty.`, {
      hint: 'Name a folder that does not exist yet, or none for one among the temporary files.',
    })
  }
  const place = { tour, project: path.join(tour, 'project'), clone: path.join(tour, 'clone') }
  fs.mkdirSync(tour, { recursive: true })
  fs.writeFileSync(mark, 'The demo in this folder was interrupted; running it again here begins anew.\n')
  fs.mkdirSync(place.project)
  fs.mkdirSync(place.clone)
  return place
}

async function playStep(
  index: number,
  step: DemoStep,
  place: DemoPlace,
  shell: DemoShell,
  prices: string[],
): Promise<void> {
  shell.print('')
  shell.print(`${index + 1}. ${step.title}`)
  shell.print(`   ${step.why}`)
  for (const deed of step.deeds) {
    await new Promise(setImmediate)
    if (shell.signal.aborted)
      throw new Failure('interrupted', 'The demo was interrupted.', {
        hint: `To begin anew in the same folder: sterna demo ${shellQuoted(place.tour)}`,
      })
    const output = carryOut(deed, place[step.where], place, shell)
    if (deed.kind === 'command' && deed.words.includes('house.json')) prices.push(output.trim())
  }
}

function carryOut(deed: DemoDeed, directory: string, place: DemoPlace, shell: DemoShell): string {
  if (deed.kind === 'hand') {
    shell.print(`   ${deed.shown}`)
    deed.act(place)
    return ''
  }
  const typed = [deed.program, ...deed.words].map(shellQuoted).join(' ')
  const begin = performance.now()
  const { status, stdout, stderr } = runProgram(deed, directory)
  const seconds = (performance.now() - begin) / 1000
  if (status !== 0) throw new Failure('stage-failed', `The demo's command failed: ${typed}\n${stderr}${stdout}`)
  shell.print(
    `   $ ${typed}${deed.isBackground ? '' : `   (${seconds < 1 ? `${Math.round(seconds * 1000)} ms` : `${seconds.toFixed(1)} s`})`}`,
  )
  for (const line of linesWorthShowing(stdout, deed)) shell.print(`     ${line}`)
  return stdout
}

function runProgram(deed: DemoCommand, directory: string) {
  const [command, ...before] =
    deed.program === 'git'
      ? ['git']
      : deed.program === 'node'
        ? [process.execPath]
        : [process.execPath, ...process.execArgv, process.argv[1]!]
  return spawnSync(command!, [...before, ...deed.words], {
    cwd: directory,
    env: variables(directory),
    encoding: 'utf8',
  })
}

/** The person's own environment; with a name for commits if Git does not know one, and the Node that runs us for the stages. */
function variables(directory: string): NodeJS.ProcessEnv {
  const known = spawnSync('git', ['config', 'user.email'], { cwd: directory }).status === 0
  const who = known
    ? {}
    : {
        GIT_AUTHOR_NAME: 'Demo',
        GIT_AUTHOR_EMAIL: 'demo@example.org',
        GIT_COMMITTER_NAME: 'Demo',
        GIT_COMMITTER_EMAIL: 'demo@example.org',
      }
  return {
    ...process.env,
    ...who,
    PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env['PATH'] ?? ''}`,
  }
}

/** Without the advice about Git, which the demo follows anyway. */
function linesWorthShowing(output: string, { shows = /\S/ }: DemoCommand): string[] {
  const end = output.indexOf('\nTo track the changes with git, run:')
  const after = output.split('sterna config core.autostage true\n')[1] ?? ''
  const text = end < 0 ? output : output.slice(0, end) + after
  return text
    .split('\n')
    .filter(
      (line) => shows.test(line) && !line.startsWith('Updating lock file') && !line.startsWith('Use `sterna push`'),
    )
}

/** The same commit has the same price in both clones. */
function provePrices(prices: readonly string[]): void {
  const [, here, elsewhere] = prices
  if (here !== elsewhere || here === undefined)
    throw new Failure('conflict', `The two clones disagree: "${here}" here, "${elsewhere}" there.`, {
      hint: 'This is a fault of sterna: please report it.',
    })
}
