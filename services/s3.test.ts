import { afterAll } from 'vitest'
import { describeObjectStore } from '../engine/src/storage/object-store-contract.ts'
import { describeRemoteFiles } from '../engine/src/storage/remotes/remote-files-contract.ts'
import { remoteStore } from '../engine/src/storage/remotes/remote-store.ts'
import { openAt, s3Options } from './open-at.ts'
import { type S3Server, startMoto, startVersitygw } from './s3-server.ts'

const versitygw = await startVersitygw()
describeServer('moto', await startMoto(), { checksMd5: false })
// Where it cannot be built there is nothing to test.
if (versitygw) describeServer('versitygw', versitygw, { checksMd5: true })

function describeServer(name: string, server: S3Server, { checksMd5 }: { readonly checksMd5: boolean }): void {
  let places = 0
  const open = () => openAt(`s3://plain/place ${places++}`, s3Options(server))
  afterAll(() => server.stop())
  describeRemoteFiles(name, open, { refusesWrongMd5: checksMd5 })
  describeObjectStore(name, () => remoteStore(open()), { refusesOtherBytes: checksMd5 })
}
