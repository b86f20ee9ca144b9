import type { GitRepository } from '../foundation/git/index.ts'

/** A tag of the model registry and the commit it leads to. */
export interface RegistryTag {
  readonly name: string
  readonly commit: string
}

const prefix = 'refs/tags/'
const artifact = '(?:[\\w./-]+=)?[A-Za-z0-9](?:[\\w/-]*[A-Za-z0-9])?'
const version = 'v\\d+\\.\\d+\\.\\d+(?:-[\\w.-]+)?(?:\\+[\\w.-]+)?'

/** `name@v1.2.3` says that a commit is a version of an artifact, `name#stage` or `name#stage#2` where that is used. */
const inUse = new RegExp(`^${artifact}(?:@${version}|#[A-Za-z0-9][\\w-]*)(?:#\\d+)?$`)

/** The tags that name a version of an artifact, or say where one is used. */
export function registryTags(git: Pick<GitRepository, 'refs'>): RegistryTag[] {
  return git.refs(prefix).flatMap(({ name: ref, commit }) => {
    const name = ref.slice(prefix.length)
    return inUse.test(name) ? [{ name, commit }] : []
  })
}
