import * as os from 'node:os'
import { afterAll } from 'vitest'
import { absolutePath } from '../engine/src/foundation/base/index.ts'
import { describeObjectStore } from '../engine/src/storage/object-store-contract.ts'
import { openRemoteFiles } from '../engine/src/storage/remotes/open-remote.ts'
import type { RemoteFiles } from '../engine/src/storage/remotes/remote-files.ts'
import { describeRemoteFiles } from '../engine/src/storage/remotes/remote-files-contract.ts'
import { remoteStore } from '../engine/src/storage/remotes/remote-store.ts'
import { type S3Server, startMoto, startVersitygw } from './s3-server.ts'

const versitygw = await startVersitygw()
describeServer('moto', await startMoto(), { checksMd5: false })
// Where it cannot be built there is nothing to test.
if (versitygw) describeServer('versitygw', versitygw, { checksMd5: true })

function describeServer(name: string, server: S3Server, { checksMd5 }: { readonly checksMd5: boolean }): void {
  afterAll(() => server.stop())
  describeRemoteFiles(name, () => openAt(server), { refusesWrongMd5: checksMd5 })
  describeObjectStore(name, () => remoteStore(openAt(server)), { refusesOtherBytes: checksMd5 })
}

let places = 0

function openAt(server: S3Server): RemoteFiles {
  return openRemoteFiles({
    url: `s3://plain/place ${process.pid}-${places++}`,
    options: new Map(
      Object.entries({
        endpointurl: server.endpoint,
        access_key_id: server.accessKeyId,
        secret_access_key: server.secretAccessKey,
      }),
    ),
    environment: {
      variables: {},
      workingDirectory: absolutePath('/'),
      homeDirectory: absolutePath(os.tmpdir()),
      platform: process.platform,
      processId: process.pid,
      processors: 2,
      canAsk: false,
    },
  })
}
