import type { RepoPath } from '../foundation/base/index.ts'

interface Branch<Owner> {
  readonly children: Map<string, Branch<Owner>>
  here?: Place<Owner>
}

interface Place<Owner> {
  readonly path: RepoPath
  readonly owner: Owner
}

/** Outputs by the parts of their paths, so that all above or below a path are found without looking at the others. */
export class OutputTrie<Owner> {
  readonly #root: Branch<Owner> = { children: new Map() }

  /** Takes `path` in, unless it is, lies inside, or contains one that is there: then that one is returned. */
  insert(path: RepoPath, owner: Owner): Place<Owner> | undefined {
    let branch = this.#root
    for (const part of partsOf(path)) {
      if (branch.here) return branch.here
      branch = childOf(branch, part)
    }
    const clash = branch.here ?? firstBelow(branch)
    if (clash) return clash
    branch.here = { path, owner }
    return undefined
  }

  /** Owners of `path` itself and of the directories above it. As outputs never nest, there is at most one. */
  ownersAbove(path: RepoPath): Owner[] {
    const place = this.#above(path)
    return place ? [place.owner] : []
  }

  /** The output that is `path` or contains it. */
  pathAbove(path: RepoPath): RepoPath | undefined {
    return this.#above(path)?.path
  }

  /** Owners of what lies below `path`, in the order in which the parts of their paths were first seen. */
  ownersBelow(path: RepoPath): Owner[] {
    let branch: Branch<Owner> | undefined = this.#root
    for (const part of partsOf(path)) {
      branch = branch.children.get(part)
      if (!branch) return []
    }
    return [...placesBelow(branch)].map(({ owner }) => owner)
  }

  #above(path: RepoPath): Place<Owner> | undefined {
    let branch: Branch<Owner> | undefined = this.#root
    for (const part of partsOf(path)) {
      if (branch.here) return branch.here
      branch = branch.children.get(part)
      if (!branch) return undefined
    }
    return branch.here
  }
}

function partsOf(path: RepoPath): string[] {
  return path === '' ? [] : path.split('/')
}

function childOf<Owner>(branch: Branch<Owner>, part: string): Branch<Owner> {
  const found = branch.children.get(part)
  if (found) return found
  const made: Branch<Owner> = { children: new Map() }
  branch.children.set(part, made)
  return made
}

function firstBelow<Owner>(branch: Branch<Owner>): Place<Owner> | undefined {
  return placesBelow(branch).next().value
}

function* placesBelow<Owner>(branch: Branch<Owner>): Generator<Place<Owner>, undefined> {
  for (const child of branch.children.values()) {
    if (child.here) yield child.here
    yield* placesBelow(child)
  }
}
