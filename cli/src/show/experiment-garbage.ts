import type { JudgedExperiment } from '@sterna/engine'

const reasons = {
  pinned: 'pinned',
  busy: 'queued or running',
  unreadable: 'cannot be read',
  young: 'young',
  best: 'among the best',
  newest: 'among the newest',
} as const

/** A line for each experiment that goes. */
export function goingLines(judged: readonly JudgedExperiment[]): string[] {
  return judged.flatMap((one) => (one.kept === undefined ? [`  ${described(one)}`] : []))
}

export function experimentGarbageLines(judged: readonly JudgedExperiment[], isDry: boolean): string[] {
  const going = goingLines(judged)
  const count = `${going.length} of ${judged.length} experiments`
  const headline = isDry ? `Would remove ${count}` : `Removed ${count}`
  const data =
    going.length > 0 && !isDry
      ? ['Their data is in the cache still. To remove it too: sterna gc --all-commits --all-experiments']
      : []
  return [going.length > 0 ? `${headline}:` : `${headline}.`, ...going, ...stayingLines(judged), ...data]
}

/** How many stay, by reason. */
function stayingLines(judged: readonly JudgedExperiment[]): string[] {
  const counts = new Map<string, number>()
  for (const { kept } of judged) if (kept) counts.set(reasons[kept], (counts.get(reasons[kept]) ?? 0) + 1)
  const list = [...counts].map(([reason, count]) => `${count} ${reason}`).join(', ')
  return list === '' ? [] : [`Kept: ${list}.`]
}

function described({ name, ref, commit, seconds = 0 }: JudgedExperiment): string {
  return `${commit.slice(0, 7)} [${name || ref}] of ${new Date(seconds * 1000).toISOString().slice(0, 10)}`
}

/** What went, or would, and why the others stay. */
export function experimentGarbageJson(judged: readonly JudgedExperiment[], isRemoved: boolean) {
  const plain = ({ name, ref, commit, seconds }: JudgedExperiment) => ({
    name,
    ref,
    rev: commit,
    time: seconds === undefined ? null : new Date(seconds * 1000).toISOString(),
  })
  const going = judged.filter(({ kept }) => kept === undefined).map(plain)
  const staying = judged.filter(({ kept }) => kept !== undefined)
  return {
    ...(isRemoved ? { removed: going } : { would_remove: going }),
    kept: staying.map((one) => ({ ...plain(one), why: one.kept })),
  }
}
