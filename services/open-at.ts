import * as os from 'node:os'
import { absolutePath } from '../engine/src/foundation/base/index.ts'
import { openRemoteFiles } from '../engine/src/storage/remotes/open-remote.ts'
import type { RemoteFiles } from '../engine/src/storage/remotes/remote-files.ts'
import type { S3Server } from './s3-server.ts'

/** What a remote on such a server is told. */
export function s3Options({ endpoint, accessKeyId, secretAccessKey }: S3Server): Record<string, string> {
  return { endpointurl: endpoint, access_key_id: accessKeyId, secret_access_key: secretAccessKey }
}

/** The files at a URL, with nothing from the environment. */
export function openAt(url: string, options: Readonly<Record<string, string>>): RemoteFiles {
  return openRemoteFiles({
    url,
    options: new Map(Object.entries(options)),
    environment: {
      variables: {},
      workingDirectory: absolutePath('/'),
      homeDirectory: absolutePath(os.tmpdir()),
      platform: process.platform,
      processId: process.pid,
      processors: os.availableParallelism(),
      canAsk: false,
    },
  })
}
