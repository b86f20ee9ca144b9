import { startAzurite } from '../services/azurite-server.ts'
import { startFakeGcs } from '../services/fake-gcs-server.ts'
import { startMoto } from '../services/s3-server.ts'
import { startSshd } from '../services/ssh-server.ts'
import { type Far, farOnAzure, farOnGs, farOnS3, farOnSsh } from './far.ts'

/** Every kind of place that is compared, for as long as its servers run; without those that cannot be installed here. */
export interface Remotes {
  readonly all: readonly Far[]
  stop(): Promise<void>
}

export async function startRemotes(): Promise<Remotes> {
  const s3 = await startMoto()
  const azurite = await startAzurite()
  const gcs = await startFakeGcs()
  const ssh = await startSshd()
  // Worlds get it from here.
  if (ssh) Object.assign(process.env, ssh.variables())
  return {
    all: [farOnS3(s3), farOnAzure(azurite), ...(gcs ? [farOnGs(gcs)] : []), ...(ssh ? [farOnSsh(ssh)] : [])],
    stop: async () => void (await Promise.all([s3.stop(), azurite.stop(), gcs?.stop(), ssh?.stop()])),
  }
}
