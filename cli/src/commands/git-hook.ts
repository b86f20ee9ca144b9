import { readFileSync } from 'node:fs'
import { absolutePath, findProjectRoot, parsePrePushLines, realFileSystem } from '@sterna/engine'
import { type CommandRun, command, many, type Session } from '../shell/command.ts'
import { runOther } from '../shell/run-other.ts'
import { transferLine } from '../show/transfer.ts'
import { mergeDriver } from './merge-driver.ts'
import { notSent, sendTips, sentVariable, tipsOf, unsentOf } from './push-git.ts'

const words = { words: many('args', 'What Git or the pre-commit tool hands over.') }

export const preCommitHook = command({
  name: 'git-hook pre-commit',
  summary: 'What Git runs before a commit: status.',
  takes: words,
  failureExit: 1,
  run: async (_request, run) => (isInProject(run.session) ? showStatus(run) : 0),
  exitCode: (code) => code,
})

export const postCheckoutHook = command({
  name: 'git-hook post-checkout',
  summary: 'What Git runs after it has checked out a revision: checkout.',
  takes: words,
  failureExit: 255,
  run: async (request, run) =>
    isInProject(run.session) && isOfRevision(request.words) && !(await isRebasing(run.session)) ? checkOut(run) : 0,
  exitCode: (code) => code,
})

export const prePushHook = command({
  name: 'git-hook pre-push',
  summary: 'What Git runs before a push: push, and a look whether the remote has all data of what is pushed.',
  takes: words,
  headline: 'failed to push data to the cloud',
  failureExit: 1,
  run: async (_request, run) => (isInProject(run.session) ? pushBefore(run) : 0),
  exitCode: (code) => code,
})

export const mergeDriverHook = { ...mergeDriver, name: 'git-hook merge-driver' }

/** As DVC does, plus the data of what is pushed. If that is not all there: a warning, or a refusal if Git is told so. */
async function pushBefore(run: CommandRun): Promise<number> {
  const { session } = run
  const project = await session.project()
  const tips = tipsOf(project, pushedRefs())
  if (tips.length > 0 && isSubset(tips, (process.env[sentVariable] ?? '').split(' '))) return 0
  const code = await runOther((await import('./push.ts')).push as never, [], run)
  const sent = await sendTips(project, { tips, remote: undefined }, run)
  if (sent.transferred > 0) session.print(transferLine(sent, 'pushed'))
  const unsent = unsentOf(sent, tips)
  if (unsent.length === 0) return code
  const failure = notSent(unsent)
  if (project.git?.setup.setting(strictSetting) === 'strict') throw failure
  session.warn(`${failure.message}\nTo have such a push refused: git config ${strictSetting} strict`)
  return code
}

/** `strict` or `warn`. It is Git's setting, because DVC refuses to work with settings that it does not know. */
const strictSetting = 'sterna.prePush'

/** What Git, or the pre-commit tool, says is pushed; HEAD if neither does. */
function pushedRefs(): string[] {
  const given = process.stdin.isTTY ? '' : readFileSync(0, 'utf8')
  if (given.trim() !== '') return parsePrePushLines(given).map(({ from }) => from)
  return [process.env['PRE_COMMIT_TO_REF'] ?? 'HEAD']
}

function isSubset(some: readonly string[], all: readonly string[]): boolean {
  return some.every((one) => all.includes(one))
}

async function showStatus(run: CommandRun): Promise<number> {
  return runOther((await import('./status.ts')).status as never, [], run)
}

async function checkOut(run: CommandRun): Promise<number> {
  return runOther((await import('./checkout.ts')).checkout as never, [], run)
}

/** Hooks are silent where there is no project. */
function isInProject(session: Session): boolean {
  return findProjectRoot(realFileSystem, absolutePath(session.workingDirectory)) !== undefined
}

async function isRebasing(session: Session): Promise<boolean> {
  return (await session.project()).git?.isRebasing ?? false
}

/** Git says 1 for a revision, 0 for single files; the pre-commit tool says it in the environment. */
function isOfRevision(words: readonly string[]): boolean {
  return (process.env['PRE_COMMIT_CHECKOUT_TYPE'] ?? words[2]) === '1'
}
