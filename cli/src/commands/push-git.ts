import { Failure, type Project, type SentCommits, sendCommits, type UnsentOutput } from '@sterna/engine'
import type { CommandRun } from '../shell/command.ts'
import { refuseFailed, transferLine } from '../show/transfer.ts'

export interface PushGitRequest {
  /** What comes after `git push`. */
  readonly words: readonly string[]
  /** Where the data goes, if not to the default remote. */
  readonly remote: string | undefined
  readonly targets: readonly string[]
}

/** Tells the pre-push hook which commits have been seen to already. */
export const sentVariable = 'STERNA_SENT_COMMITS'

/**
 * Sends the data of the commits that `git push` would push, and then pushes them; not if the remote does not have all
 * data of the tips. Returns Git's exit code.
 */
export async function pushWithGit({ words, remote, targets }: PushGitRequest, run: CommandRun): Promise<number> {
  const { session, signal } = run
  const project = await session.project()
  if (!project.git) throw new Failure('git', 'There is no Git repository to push from.')
  if (targets.length > 0) throw withTargets()
  const tips = tipsOf(
    project,
    project.git.push.preview(words).map(({ from }) => from),
  )
  const sent = await sendTips(project, { tips, remote }, run)
  if (tips.length > 0) session.print(transferLine(sent, 'pushed'))
  const unsent = unsentOf(sent, tips)
  if (unsent.length > 0) throw notSent(unsent)
  return project.git.push.run(words, { [sentVariable]: tips.join(' ') }, signal)
}

/** The commits that refs or ids lead to, each once. A tag of something else has no data. */
export function tipsOf(project: Project, refs: readonly string[]): string[] {
  return [...new Set(refs.flatMap((ref) => project.git?.resolve(ref) ?? []))]
}

/** Sends the data of the tips and of what leads to them; says so if earlier data is lost. */
export async function sendTips(
  project: Project,
  { tips, remote }: { readonly tips: readonly string[]; readonly remote: string | undefined },
  { session, signal, report }: CommandRun,
): Promise<SentCommits> {
  if (tips.length === 0) return { transferred: 0, failed: [], unsent: [] }
  const earlier = project.git!.push.earlierCommits(tips)
  const sent = await sendCommits(project, { tips, earlier, ...(remote ? { remote } : {}) }, { signal, report })
  refuseFailed(session, sent, 'upload')
  const lost = sent.unsent.filter(({ commit }) => !tips.includes(commit))
  if (lost.length > 0)
    session.warn(
      `Earlier commits have data that is neither here nor on the remote:\n${lost.map(unsentLine).join('\n')}`,
    )
  return sent
}

/** What the remote lacks of the commits that are pushed themselves. */
export function unsentOf({ unsent }: SentCommits, tips: readonly string[]): readonly UnsentOutput[] {
  return unsent.filter(({ commit }) => tips.includes(commit))
}

export function unsentLine({ path, commit, remote }: UnsentOutput): string {
  return `    ${path} in ${commit.slice(0, 9)}${remote === undefined ? ', which has no remote to go to' : ''}`
}

export function notSent(unsent: readonly UnsentOutput[]): Failure {
  return new Failure(
    'data-not-sent',
    `what Git would push has data that the remote does not have:\n${unsent.map(unsentLine).join('\n')}`,
    { hint: 'Get it from where it is and push again, or push the commits without it: git push --no-verify' },
  )
}

function withTargets(): Failure {
  return new Failure('usage', 'targets cannot be chosen together with --git: the commits tell what is sent.')
}
