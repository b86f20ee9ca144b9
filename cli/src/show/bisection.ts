import type { Answer, Bisection, DescribedCommit, EntriesInside, Factor, Foretold, Inside } from '@sterna/engine'
import { factorLine, shortId, shownNumber } from './bisection-words.ts'

/** What there is to do, for a person. */
export function foretoldLines({ commits, remembered, mostMeasurements }: Foretold): string[] {
  const known = remembered === 0 ? '' : `, of which ${remembered} have been measured before`
  return [
    `${counted(commits, 'commit')} may be to blame${known}.`,
    `At most ${counted(mostMeasurements, 'measurement')}; what is committed or in the run cache does not run.`,
  ]
}

function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`
}

/** What came out, for a person. */
export function bisectionLines(found: Bisection): string[] {
  const metric = `${found.metric.file}:${found.metric.name}`
  return ['', ...answerLines(found, metric), ...insideLines(found.inside), ...runLines(found), ...further(found)]
}

function answerLines({ answer, good, bad }: Bisection, metric: string): string[] {
  switch (answer.kind) {
    case 'found':
      return foundLines(answer, metric)
    case 'range':
      return [
        answer.isEnded
          ? 'It was ended before. The first bad commit is one of these:'
          : 'The first bad commit is one of these; not all of them can be measured:',
        ...answer.commits.map((commit) => `  ${commitText(commit)}`),
      ]
    case 'unsure':
      return [
        'No more runs are allowed (--max-runs). How probable it is that a commit is the first bad one:',
        ...answer.suspects.map((one) => `  ${percent(one.probability)}  ${commitText(one)}`),
      ]
    case 'apart':
      return [`No commit made ${metric} bad: ${apartReason(answer, good.revision, bad.revision)}.`]
  }
}

function foundLines(
  { commit, before, after, probability }: Extract<Answer, { kind: 'found' }>,
  metric: string,
): string[] {
  const sure = probability === undefined ? '' : ` (probability ${percent(probability)})`
  const values =
    before === undefined || after === undefined ? [] : [`  ${metric}: ${shownNumber(before)} → ${shownNumber(after)}`]
  return [`First bad commit${sure}:`, `  ${commitText(commit)}`, ...values]
}

function apartReason({ base }: Extract<Answer, { kind: 'apart' }>, good: string, bad: string): string {
  if (base === undefined) return `'${good}' and '${bad}' have no commit in common`
  return `${shortId(base)}, from which both '${good}' and '${bad}' come, is not good either`
}

function insideLines(inside: Inside | undefined): string[] {
  if (!inside) return []
  if (inside.kind === 'unknown') return [`What in it is not known. ${inside.reason}`]
  return [...causeLines(inside, 'changes'), ...inside.entries.flatMap(entryLines)]
}

function entryLines(entries: EntriesInside): string[] {
  if (entries.kind === 'unknown') return [`Which files of ${entries.path} is not known: ${entries.reason}.`]
  return causeLines(entries, `changed files of ${entries.path.replace(/\.dvc$/, '')}`)
}

interface Found {
  readonly changes: readonly Factor[]
  readonly count: number
  readonly isSmallest: boolean
}

function causeLines({ changes, count, isSmallest }: Found, things: string): string[] {
  const together = changes.length > 1 ? ' together' : ''
  if (count === 1) return ['Its only change:', ...changes.map((change) => `  ${factorLine(change)}`)]
  const title = isSmallest
    ? `Of ${count} ${things} this${together} made it bad:`
    : `Of ${count} ${things} these are left:`
  return [title, ...changes.map((change) => `  ${factorLine(change)}`)]
}

function runLines({ runs }: Bisection): string[] {
  return [runs === 0 ? 'Nothing had to run.' : `Stages had to run ${runs === 1 ? 'once' : `${runs} times`}.`]
}

function further({ answer, inside, good, bad }: Bisection): string[] {
  const hasData =
    inside?.kind === 'cause' && inside.entries.length === 0 && inside.changes.some(({ kind }) => kind === 'data')
  const entries = hasData ? ['To see which files of the data: --inside entries'] : []
  if (answer.kind === 'apart')
    return [...entries, `To see all that differs: sterna diff ${good.revision} ${bad.revision}`]
  const parent = answer.kind === 'found' ? answer.commit.parents[0] : undefined
  if (answer.kind !== 'found' || parent === undefined) return entries
  return [...entries, `To see all that differs: sterna diff ${shortId(parent)} ${shortId(answer.commit.commit)}`]
}

function commitText({ commit, authored, subject }: DescribedCommit): string {
  return `${shortId(commit)} ${new Date(authored * 1000).toISOString().slice(0, 10)}  ${subject}`
}

function percent(probability: number): string {
  return `${(100 * probability).toFixed(1)} %`
}
