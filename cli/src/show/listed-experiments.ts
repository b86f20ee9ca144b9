import type { ListedBaseline } from '@sterna/engine'

interface ListStyle {
  readonly remote: string | undefined
  readonly onlyNames: boolean
  readonly onlyCommits: boolean
}

const shortId = 7

/** Experiments below the commit they began at, or only their names or commits. */
export function listedLines(baselines: readonly ListedBaseline[], style: ListStyle): string[] {
  const { remote, onlyNames, onlyCommits } = style
  if (onlyNames || onlyCommits)
    return baselines.flatMap(({ experiments }) => experiments.map(({ name, commit }) => (onlyNames ? name : commit)))
  return baselines.flatMap(({ commit, name, experiments }) => [
    `${name ?? commit.slice(0, shortId)}:`,
    ...experiments.map(
      (one) => `\t${remote === undefined ? `${one.commit.slice(0, shortId)} [${one.name}]` : one.name}`,
    ),
  ])
}

export function listedJson(baselines: readonly ListedBaseline[]): unknown {
  return baselines.map(({ commit, name, experiments }) => ({
    baseline: commit,
    name: name ?? null,
    experiments: experiments.map((one) => ({ name: one.name, commit: one.commit, ref: one.ref })),
  }))
}
