import { Failure } from '../../foundation/base/index.ts'
import type { FailedObject } from '../failed-object.ts'
import { moveEach } from '../move-each.ts'
import type { ContentHash, LocalStore, StreamOptions } from '../object-store.ts'
import type { StorageCall } from '../progress.ts'
import { receiveObject } from '../receive-object.ts'
import type { RemoteFile, RemoteFiles } from './remote-files.ts'
import { contentOf } from './remote-store.ts'

/** A file of a remote under a name of its own, and the hash of what it holds or is to hold. */
export interface NamedObject {
  readonly key: string
  readonly hash: ContentHash
}

export interface SendFilesOptions {
  readonly jobs: number
  /** Told of each file when the remote has it, with what the remote says of it: its version is always among that. */
  readonly whenSent: (sent: RemoteFile) => void
}

/**
 * Writes objects of this machine as files under their own names. Failure 'no-versions', after one file, from a remote that
 * keeps no versions: there the rest would destroy what it has.
 */
export async function sendFiles(
  from: LocalStore,
  to: RemoteFiles,
  wanted: readonly NamedObject[],
  { jobs, whenSent }: SendFilesOptions,
  call?: StorageCall,
): Promise<FailedObject[]> {
  const sendAll = (items: readonly NamedObject[]) =>
    moveEach<NamedObject>({
      items,
      jobs,
      call,
      nameOf: ({ key }) => key,
      move: async ({ key, hash }, moving) => {
        const content = contentOf(from.pathOf(hash), (bytes) => moving.add(bytes))
        whenSent(await confirmed(to, await to.write(key, content, { md5: hash, ...(call && { call }) })))
      },
    })
  return [...(await sendAll(wanted.slice(0, 1))), ...(await sendAll(wanted.slice(1)))]
}

/** Some servers tell the version of what was written only when they are asked. */
async function confirmed(to: RemoteFiles, written: RemoteFile): Promise<RemoteFile> {
  const { key, bytes } = written
  const isTold = written.version !== undefined && written.etag !== undefined
  const file = isTold ? written : await to.stat(key)
  if (file?.version !== undefined && file.bytes === bytes) return file
  if (file !== undefined && file.version === undefined) throw keepsNoVersions(to.name)
  throw new Failure('conflict', `${to.name}: '${key}' was changed by somebody else while it was sent.`, {
    hint: 'Run the command again.',
  })
}

/** The failure of a place that was said to keep versions and does not. */
export function keepsNoVersions(name: string): Failure {
  return new Failure('no-versions', `${name}: it does not keep versions of its files.`, {
    hint: 'Turn versioning on there, or take version_aware and worktree out of the settings of the remote.',
  })
}

/** One version of a file, and the hash that it has to have. */
export interface WantedVersion extends NamedObject {
  readonly version: string
}

/** Brings versions of files into a store of this machine. What has other bytes than are wanted is not let in. */
export function receiveVersions(
  from: RemoteFiles,
  to: LocalStore,
  wanted: readonly WantedVersion[],
  jobs: number,
  call?: StorageCall,
): Promise<FailedObject[]> {
  return moveEach<WantedVersion>({
    items: wanted,
    jobs,
    call,
    nameOf: ({ key }) => key,
    move: async (one, moving) => {
      const whenMoved = (bytes: number) => moving.add(bytes)
      await receiveObject({ from: oneVersion(from, one), to, whenMoved, call }, one.hash).catch((error: unknown) => {
        throw error instanceof Failure && error.code === 'corrupt-object' ? otherContent(from, one) : error
      })
    },
  })
}

function oneVersion(from: RemoteFiles, { key, version }: WantedVersion) {
  return {
    name: from.name,
    stream: async (_: ContentHash, take: (piece: Uint8Array) => void, options?: StreamOptions) => {
      if (await from.read(key, take, { ...options, version })) return true
      throw new Failure('missing-data', `${from.name}: '${key}' has no version ${version}.`, {
        hint: 'Somebody who has the data must push it again.',
      })
    },
  }
}

function otherContent({ name }: RemoteFiles, { key, version, hash }: WantedVersion): Failure {
  return new Failure('corrupt-object', `${name}: version ${version} of '${key}' has other bytes than '${hash}'.`, {
    hint: 'Was the record of it edited, or merged wrongly? Somebody who has the data can push it again.',
  })
}
