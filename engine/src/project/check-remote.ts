import { randomUUID } from 'node:crypto'
import { Failure, withoutPassword } from '../foundation/base/index.ts'
import { type Config } from '../foundation/config/index.ts'
import type { Environment } from '../foundation/system/index.ts'
import { folderFiles, openRemoteFiles, type RemoteFiles, schemeOf } from '../storage/index.ts'
import { namedRemote } from './named-remote.ts'

/** What a remote is used for, tried out one by one. */
export interface RemoteCheck {
  readonly name: string
  readonly url: string
  /** Where its credentials come from; undefined if it has none or they could not be found. */
  readonly credentials: string | undefined
  readonly steps: readonly CheckedStep[]
}

export interface CheckedStep {
  readonly step: 'list' | 'write' | 'read' | 'delete'
  readonly state: 'works' | 'failed' | 'left out'
  /** Why it failed or was left out. */
  readonly message?: string
  readonly hint?: string
}

export interface CheckRemoteContext {
  readonly config: Config
  readonly environment: Environment
}

/** Lists, writes, reads and deletes a small object of our own. What fails is told in the result; the rest is tried all the same. */
export async function checkRemote(context: CheckRemoteContext, wanted?: string): Promise<RemoteCheck> {
  const name = wanted ?? context.config.defaultRemote()
  if (name === undefined) throw noName()
  const { url, options } = namedRemote(context.config, name)
  const { environment } = context
  const files = schemeOf(url) === undefined ? folderFiles(url) : openRemoteFiles({ url, options, environment })
  try {
    const credentials = await files.credentialSource?.().catch(expectFailure)
    const source = typeof credentials === 'string' ? credentials : undefined
    return { name, url: withoutPassword(url), credentials: source, steps: await tryAll(files) }
  } finally {
    files.close()
  }
}

const content = Buffer.from('Written to see whether this place can be used. It can be deleted.\n')

async function tryAll(files: RemoteFiles): Promise<CheckedStep[]> {
  const key = `sterna-check-${randomUUID()}`
  const list = await tried('list', async () => {
    if (!files.list) return 'its protocol cannot list'
    for await (const _ of files.list('sterna-check-')) break
    return undefined
  })
  const write = await tried('write', async () => void (await files.write(key, content)))
  const isWritten = write.state === 'works'
  const read = await tried('read', async () => readBack(files, key, isWritten))
  const remove = await tried('delete', async () => {
    if (!isWritten) return 'nothing was written'
    await files.remove([key])
    return undefined
  })
  return [list, write, read, remove]
}

async function readBack(files: RemoteFiles, key: string, isWritten: boolean): Promise<undefined> {
  const pieces: Uint8Array[] = []
  await files.read(key, (piece) => pieces.push(Buffer.from(piece)))
  if (!isWritten || Buffer.concat(pieces).equals(content)) return undefined
  throw new Failure('remote-refused', `${files.name}: it gives back something else than was written.`, {
    hint: 'Is a cache or a proxy between, or another server of the same name?',
  })
}

/** `work` returns why it was left out, if it was. */
async function tried(step: CheckedStep['step'], work: () => Promise<string | undefined>): Promise<CheckedStep> {
  try {
    const message = await work()
    return message === undefined ? { step, state: 'works' } : { step, state: 'left out', message }
  } catch (error) {
    const { message, hint } = expectFailure(error)
    return { step, state: 'failed', message, ...(hint === undefined ? {} : { hint }) }
  }
}

function expectFailure(error: unknown): Failure {
  if (error instanceof Failure) return error
  throw error
}

function noName(): Failure {
  return new Failure('remote', 'No remote is named, and none is the default.', {
    hint: 'To see the remotes there are: sterna remote list',
  })
}
