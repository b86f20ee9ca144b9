import {
  type AcceptedOffer,
  type Project,
  type StageOffer,
  stageText,
  type UsedPath,
  type WatchResult,
  watchedAddress,
} from '@sterna/engine'
import { shownSeconds } from './attempts.ts'
import { shellQuoted } from './git-hint.ts'

type Names = Pick<Project, 'pathHere'>

/** What a command that was watched did, and the stage that is offered for it. */
export function watchedLines(project: Project, { run, exitCode, offer }: WatchResult): string[] {
  const { files } = run
  const address = shellQuoted(watchedAddress(run.name))
  return [
    '',
    `Watched as ${address}: exit code ${exitCode} after ${shownSeconds(run.seconds)}. What it printed: sterna logs ${address}`,
    ...usedLine('read', files.reads, project),
    ...usedLine('wrote', files.writes, project),
    ...usedLine(
      'both',
      files.both.map((path) => ({ path, isDirectory: false, files: 1 })),
      project,
    ),
    ...(offer === undefined ? [] : ['', ...offerLines(project, run.name, offer)]),
  ]
}

const mostShown = 12

function usedLine(verb: string, used: readonly UsedPath[], project: Names): string[] {
  if (used.length === 0) return []
  const shown = used.slice(0, mostShown).map((one) => usedText(one, project))
  const more = used.length > mostShown ? [`${used.length - mostShown} more`] : []
  return [`  ${verb.padEnd(6)} ${[...shown, ...more].join(', ')}`]
}

function usedText({ path, isDirectory, files }: UsedPath, project: Names): string {
  const shown = project.pathHere(path)
  return isDirectory ? `${shown} (${files} files)` : shown
}

function offerLines(project: Project, name: string, offer: NonNullable<WatchResult['offer']>): string[] {
  if (offer.kind === 'none') return [`It did the same twice, but there is no stage to be made of it: ${offer.reason}.`]
  return [
    'It did the same twice. As a stage:',
    '',
    `  ${stageAddLine(offer)}`,
    '',
    ...indented(stageText(project, offer.request)),
    ...newParamsLines(offer),
    ...offer.notes,
    `Nothing was written. To have it in dvc.yaml: sterna watch --accept ${shellQuoted(name)}`,
  ]
}

function newParamsLines({ newParams }: StageOffer): string[] {
  if (newParams.size === 0) return []
  return ['with these in params.yaml:', '', ...[...newParams].map(([key, value]) => `  ${key}: ${value}`), '']
}

function indented(text: string): string[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => `  ${line}`)
    .concat('')
}

const optionsOfLists = [
  ['-d', 'deps'],
  ['-p', 'params'],
  ['-o', 'outs'],
  ['-O', 'outsNoCache'],
  ['-M', 'metricsNoCache'],
  ['--plots', 'plots'],
  ['--plots-no-cache', 'plotsNoCache'],
] as const

/** The line that adds the stage. */
function stageAddLine({ request }: StageOffer): string {
  const options = optionsOfLists.flatMap(([option, list]) => request[list].flatMap((path) => [option, path]))
  return ['sterna', 'stage', 'add', '-n', request.name, ...options, ...request.commandWords].map(shellQuoted).join(' ')
}

export function watchedForPrograms(project: Project, { run, exitCode, offer }: WatchResult) {
  return {
    run: { ...run, stage: watchedAddress(run.name), command: run.command.words.join(' '), exit: exitCode },
    offer: offer?.kind === 'stage' ? offerForPrograms(project, offer) : null,
    ...(offer?.kind === 'none' && { reason: offer.reason }),
  }
}

export function acceptedForPrograms(project: Project, { offer, changed }: AcceptedOffer) {
  return { added: offerForPrograms(project, offer), changed }
}

function offerForPrograms(project: Project, offer: StageOffer) {
  return {
    name: offer.request.name,
    command: stageAddLine(offer),
    yaml: stageText(project, offer.request),
    params: Object.fromEntries(offer.newParams),
    notes: offer.notes,
  }
}
