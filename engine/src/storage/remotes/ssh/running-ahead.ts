/** The results of works in their order, while some of the works that follow run already. */
export async function* runningAhead<Result>(
  works: Iterable<() => Promise<Result>>,
  ahead: number,
): AsyncGenerator<Result> {
  const running: Promise<Result>[] = []
  for (const work of works) {
    const begun = work()
    // Whoever stops listening after one has failed does not hear of the others.
    begun.catch(() => undefined)
    running.push(begun)
    if (running.length >= ahead) yield await running.shift()!
  }
  for (const begun of running) yield await begun
}
