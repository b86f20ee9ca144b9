export interface Experience {
  /** Seconds that tasks of the same baseline took which succeeded, the newest last. */
  readonly tasks: readonly number[]
  /** Seconds that each stage took when it last succeeded; undefined for one of which nothing is known. */
  readonly stages: () => readonly (number | undefined)[]
}

const mostTasks = 5

/** Seconds that a task will take: as its like did, or else what its stages take together. Undefined if nobody can know. */
export function estimate({ tasks, stages }: Experience): number | undefined {
  const last = tasks.slice(-mostTasks).toSorted((a, b) => a - b)
  if (last.length > 0) return last[Math.floor(last.length / 2)]
  const all = stages()
  const known = all.filter((seconds) => seconds !== undefined)
  return all.length > 0 && known.length === all.length ? known.reduce((sum, seconds) => sum + seconds, 0) : undefined
}
