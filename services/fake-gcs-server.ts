import { goProgram } from './lab.ts'
import { freePort, type Service, startService } from './service.ts'

/** A server of Google's storage with the buckets `plain` and `versioned`. */
export interface GsServer extends Service {
  readonly endpoint: string
}

/** Fake-gcs-server: Google's JSON API in memory. It wants no login; undefined on a machine that cannot build it. */
export async function startFakeGcs(): Promise<GsServer | undefined> {
  const program = goProgram('fake-gcs-server', 'github.com/fsouza/fake-gcs-server@v1.56.1')
  if (program === undefined) return undefined
  const port = await freePort()
  const place = `127.0.0.1:${port}`
  const service = await startService({
    command: program,
    words: [
      ...['-scheme', 'http', '-host', '127.0.0.1', '-port', String(port), '-backend', 'memory'],
      ...['-public-host', place, '-external-url', `http://${place}`, '-log-level', 'error'],
    ],
    port,
  })
  const server = { endpoint: `http://${place}`, stop: service.stop }
  await makeBucket(server.endpoint, { name: 'plain' })
  await makeBucket(server.endpoint, { name: 'versioned', versioning: { enabled: true } })
  return server
}

async function makeBucket(endpoint: string, bucket: Readonly<Record<string, unknown>>): Promise<void> {
  const answer = await fetch(`${endpoint}/storage/v1/b?project=lab`, { method: 'POST', body: JSON.stringify(bucket) })
  if (!answer.ok) throw new Error(`no bucket could be made: ${answer.status} ${await answer.text()}`)
}
