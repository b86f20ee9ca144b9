import { setTimeout as wait } from 'node:timers/promises'
import { isEnded, Leases, stateOf } from '../../engine/src/jobs/index.ts'
import type { FaultCase } from '../fault-case.ts'
import { openJobs } from '../jobs/open-jobs.ts'
import { type Act, dvcProgram } from '../pair.ts'
import { type Ended, FaultProject } from '../project.ts'
import { randomNumbersFor } from '../random-numbers.ts'
import { type Meeting, meetings } from './meetings.ts'
import { brokenRefs, leftovers, removeGitLocks } from './state.ts'

const usualLagMilliseconds = 500

/** What is said by one that has to wait, and that is true no more when the other one has ended. */
const isLater = /runs in this workspace already|Unable to acquire lock|is busy, it is being blocked by/

/** DVC records, and fails afterwards if it does not get a lock back for three seconds; what it recorded is looked at as any other. */
const isRecorded = /conflicts with existing experiment/
const isGivenUp = /Unable to acquire lock/

/** The library that makes commits for DVC reads no other form. */
const datesForDvc = { GIT_AUTHOR_DATE: '1704067200 +0000', GIT_COMMITTER_DATE: '1704067200 +0000' }

/**
 * Two commands of experiments in one repository at the same time, several times with another lag: each does what it was asked to, or
 * says who is in its way; and each experiment is what it would be if nobody else had been there.
 */
export function experimentsTogether(times: number): FaultCase[] {
  return meetings
    .filter(({ acts }) => acts.every(({ by }) => by === undefined || dvcProgram() !== undefined))
    .flatMap((meeting) => {
      const random = randomNumbersFor(meeting.name)
      const lags = Array.from(
        { length: times },
        () => random() * (meeting.longestLagMilliseconds ?? usualLagMilliseconds),
      )
      return lags.map((lag) => ({
        name: `experiments, two at once: ${meeting.name}, ${Math.round(lag)} ms later`,
        judge: () => judgeMeeting(meeting, lag),
      }))
    })
}

async function judgeMeeting(meeting: Meeting, lag: number): Promise<string | undefined> {
  const project = await FaultProject.create()
  try {
    await meeting.prepare(project)
    const before = checkedOut(project, meeting)
    const second = wait(lag).then(() => perform(project, meeting.acts[1]))
    const ended = [await perform(project, meeting.acts[0]), await second]
    for (const [which, one] of ended.entries()) {
      const mistake = await carriedOut(project, meeting, meeting.acts[which]!, one)
      if (mistake) return mistake
    }
    if (!(await queueEnds(project))) return 'the queue does not end'
    removeGitLocks(project)
    if (checkedOut(project, meeting) !== before) return 'HEAD or the index is another one'
    return brokenRefs(project) ?? brokenExperiments(project, meeting) ?? leftBehind(project)
  } finally {
    project.remove()
  }
}

async function carriedOut(
  project: FaultProject,
  { refused }: Meeting,
  act: Act,
  { status, stderr }: Ended,
): Promise<string | undefined> {
  if (status === 0 || refused?.test(stderr)) return undefined
  if (!isLater.test(stderr)) return `${act.words.join(' ')} fails: ${stderr}`
  const again = await perform(project, act)
  const isThere = isGivenUp.test(stderr) && isRecorded.test(again.stderr)
  return again.status === 0 || isThere ? undefined : `${act.words.join(' ')} fails afterwards: ${again.stderr}`
}

function perform(project: FaultProject, { by, words }: Act): Promise<Ended> {
  return by === 'dvc' ? project.runProgram(dvcProgram()!, words, 'project', datesForDvc) : project.run(words)
}

/** Runs what nobody runs, and waits for whoever does; says whether all is over in the end. */
async function queueEnds(project: FaultProject): Promise<boolean> {
  const context = openJobs(project.at('project/.git/sterna/root/jobs'), '')
  for (let round = 0; round < 100; round++) {
    await project.run(['queue', 'run', '-j', '2'])
    const isOver = context.jobs.all().every((facts) => isEnded(stateOf(facts)))
    if (isOver && !new Leases(context).holder()) return true
    await wait(200)
  }
  return false
}

/** HEAD, and the index too unless DVC takes part, which begins it anew. */
function checkedOut(project: FaultProject, { acts }: Meeting): string {
  const index = acts.some(({ by }) => by === 'dvc') ? '' : project.git(['ls-files', '--stage'])
  return [project.git(['symbolic-ref', 'HEAD']), project.git(['rev-parse', 'HEAD']), index].join('')
}

function brokenExperiments(project: FaultProject, { experiments, either = [] }: Meeting): string | undefined {
  const lines = project.git(['for-each-ref', '--format=%(refname)', 'refs/exps/*/*/*']).split('\n').filter(Boolean)
  const refs = new Map(lines.map((ref) => [ref.split('/').at(-1)!, ref]))
  const expected = Object.entries(experiments)
  const lost = expected.find(([name]) => !refs.has(name))
  if (lost) return `there is no experiment ${lost[0]}`
  const more = [...refs.keys()].find((name) => experiments[name] === undefined && !either.includes(name))
  if (more) return `there is an experiment ${more}`
  return expected.map(([name, lr]) => mixed(project, refs.get(name)!, lr)).find((mistake) => mistake !== undefined)
}

function mixed(project: FaultProject, ref: string, lr: number): string | undefined {
  const files = project.git(['ls-tree', '--name-only', '-r', ref]).split('\n')
  const others = ['params.yaml', 'seen.yaml', 'dvc.lock'].filter((file) => {
    const text = files.includes(file) ? project.git(['show', `${ref}:${file}`]) : ''
    return !text.split('\n').some((line) => line.trim() === `lr: ${lr}`)
  })
  return others.length > 0 ? `${ref} is not the one of lr=${lr}, by ${others.join(', ')}` : undefined
}

function leftBehind(project: FaultProject): string | undefined {
  const left = leftovers(project)
  return left.length > 0 ? `left behind: ${left.slice(0, 8).join(', ')}` : undefined
}
