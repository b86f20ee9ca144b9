import * as os from 'node:os'
import { absolutePath } from '../engine/src/foundation/base/index.ts'
import { openRemoteFiles } from '../engine/src/storage/remotes/open-remote.ts'
import type { RemoteFiles } from '../engine/src/storage/remotes/remote-files.ts'
import type { S3Server } from './s3-server.ts'

/** What a remote on such a server is told. */
export function s3Options({ endpoint, accessKeyId, secretAccessKey }: S3Server): Record<string, string> {
  return { endpointurl: endpoint, access_key_id: accessKeyId, secret_access_key: secretAccessKey }
}

/** The files at a URL, with nothing from the environment but what is given. */
export function openAt(
  url: string,
  options: Readonly<Record<string, string>> = {},
  variables: Readonly<Record<string, string>> = {},
): RemoteFiles {
  return openRemoteFiles({
    url,
    options: new Map(Object.entries(options)),
    environment: {
      variables,
      workingDirectory: absolutePath('/'),
      homeDirectory: absolutePath(os.tmpdir()),
      platform: process.platform,
      processId: process.pid,
      processors: os.availableParallelism(),
      canAsk: () => false,
    },
  })
}

/** The content of a file; undefined if it is not there. */
export async function contentAt(files: RemoteFiles, key: string): Promise<string | undefined> {
  const pieces: Uint8Array[] = []
  const found = await files.read(key, (piece) => pieces.push(Buffer.from(piece)))
  return found && Buffer.concat(pieces).toString()
}
