import { afterAll } from 'vitest'
import { describeObjectStore } from '../engine/src/storage/object-store-contract.ts'
import { describeRemoteFiles } from '../engine/src/storage/remotes/remote-files-contract.ts'
import { remoteStore } from '../engine/src/storage/remotes/remote-store.ts'
import { startFakeGcs } from './fake-gcs-server.ts'
import { openAt } from './open-at.ts'

const fake = await startFakeGcs()
afterAll(() => fake?.stop())
let places = 0
if (fake) {
  const open = () => openAt(`gs://plain/some place ${places++}`, { endpointurl: fake.endpoint })
  describeRemoteFiles('fake-gcs-server', open, { refusesWrongMd5: true })
  describeObjectStore('fake-gcs-server', () => remoteStore(open()), { refusesOtherBytes: true })
}
