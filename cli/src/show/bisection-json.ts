import type { Bisection, DescribedCommit, EntriesInside, Factor, Inside } from '@sterna/engine'
import { factorName, plain } from './bisection-words.ts'

/** What came out, for programs. */
export function bisectionJson({ metric, good, bad, threshold, answer, inside, runs }: Bisection): unknown {
  return {
    metric: { file: metric.file, name: metric.name },
    good: { rev: good.revision, commit: good.commit, values: good.values },
    bad: { rev: bad.revision, commit: bad.commit, values: bad.values },
    threshold,
    answer: answerJson(answer),
    ...(inside && { inside: insideJson(inside) }),
    runs,
  }
}

function answerJson(answer: Bisection['answer']): unknown {
  switch (answer.kind) {
    case 'found': {
      const { kind, commit, ...values } = answer
      return { kind, ...commitJson(commit), ...values }
    }
    case 'range':
      return { kind: answer.kind, ended: answer.isEnded, commits: answer.commits.map(commitJson) }
    case 'unsure':
      return {
        kind: answer.kind,
        commits: answer.suspects.map((one) => ({ ...commitJson(one), probability: one.probability })),
      }
    case 'apart':
      return { kind: answer.kind, base: answer.base ?? null }
  }
}

function commitJson({ commit, subject, authored, parents }: DescribedCommit) {
  return { commit, subject, date: new Date(authored * 1000).toISOString(), parents }
}

function insideJson(inside: Inside): unknown {
  if (inside.kind === 'unknown') return { kind: inside.kind, reason: inside.reason }
  return { ...causeJson(inside), entries: inside.entries.map(entriesJson) }
}

function entriesJson(entries: EntriesInside): unknown {
  if (entries.kind === 'unknown') return entries
  return { path: entries.path, ...causeJson(entries) }
}

function causeJson({ kind, count, isSmallest, changes }: Extract<Inside | EntriesInside, { kind: 'cause' }>) {
  return { kind, count, smallest: isSmallest, changes: (changes as readonly Factor[]).map(factorJson) }
}

function factorJson(factor: Factor): unknown {
  const name = factorName(factor)
  if (factor.kind === 'param')
    return { kind: factor.kind, name, old: plain(factor.before) ?? null, new: plain(factor.after) ?? null }
  if (factor.kind === 'entry') return { kind: factor.kind, name, old: factor.before ?? null, new: factor.after ?? null }
  return { kind: factor.kind, name, change: factor.change }
}
