import { startAzurite } from '../services/azurite-server.ts'
import { startFakeGcs } from '../services/fake-gcs-server.ts'
import { startMoto } from '../services/s3-server.ts'
import { startSshd } from '../services/ssh-server.ts'
import { startWebServer } from '../services/web-server.ts'
import { startRclone } from '../services/webdav-server.ts'
import { type Far, farOnAzure, farOnGs, farOnHttp, farOnS3, farOnSsh, farOnVersionedS3, farOnWebdav } from './far.ts'

/** Every kind of place that is compared, for as long as its servers run; without those that cannot be installed here. */
export interface Remotes {
  readonly all: readonly Far[]
  /** Those that keep versions of files. */
  readonly versioned: readonly Far[]
  stop(): Promise<void>
}

export async function startRemotes(): Promise<Remotes> {
  const s3 = await startMoto()
  const azurite = await startAzurite()
  const gcs = await startFakeGcs()
  const web = await startWebServer()
  const webdav = await startRclone()
  const ssh = await startSshd()
  // Worlds get it from here.
  if (ssh) Object.assign(process.env, ssh.variables())
  return {
    all: [
      farOnS3(s3),
      farOnAzure(azurite),
      farOnHttp(web),
      ...(gcs ? [farOnGs(gcs)] : []),
      ...(webdav ? [farOnWebdav(webdav)] : []),
      ...(ssh ? [farOnSsh(ssh)] : []),
    ],
    versioned: [farOnVersionedS3(s3)],
    stop: async () => {
      for (const server of [s3, azurite, gcs, web, webdav, ssh]) await server?.stop()
    },
  }
}
