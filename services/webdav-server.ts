import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { debianProgram } from './lab.ts'
import { freePort, type Service, startService } from './service.ts'

export interface WebdavServer extends Service {
  readonly url: string
  readonly user: string
  readonly password: string
}

const login = { user: 'ada', password: 'secret of ada' }

/** Rclone over a folder; undefined where it cannot be installed. */
export async function startRclone(): Promise<WebdavServer | undefined> {
  const program = debianProgram('rclone', 'rclone')
  if (program === undefined) return undefined
  const port = await freePort()
  const { folder, removing } = newFolder()
  const service = await startService({
    command: program,
    words: [
      ...['serve', 'webdav', folder, '--addr', `127.0.0.1:${port}`, '--dir-cache-time', '0'],
      ...['--user', login.user, '--pass', login.password],
    ],
    variables: { RCLONE_CONFIG: '/dev/null' },
    port,
  })
  return { ...login, url: `webdav://127.0.0.1:${port}`, stop: removing(service) }
}

/** Apache with `mod_dav`, and the same files below `/digest` for those who prove by a digest who they are. */
export async function startApache(): Promise<WebdavServer | undefined> {
  const program = debianProgram('apache2', 'apache2')
  if (program === undefined) return undefined
  const port = await freePort()
  const { folder, removing } = newFolder()
  for (const name of ['files', 'run']) fs.mkdirSync(path.join(folder, name))
  for (const name of ['', 'files', 'run']) fs.chmodSync(path.join(folder, name), 0o777)
  const sha1 = createHash('sha1').update(login.password).digest('base64')
  const secret = createHash('md5').update(`${login.user}:test:${login.password}`).digest('hex')
  fs.writeFileSync(path.join(folder, 'users'), `${login.user}:{SHA}${sha1}\n`)
  fs.writeFileSync(path.join(folder, 'digests'), `${login.user}:test:${secret}\n`)
  fs.writeFileSync(path.join(folder, 'apache.conf'), apacheSettings(folder, port))
  const service = await startService({
    command: program,
    words: ['-f', path.join(folder, 'apache.conf'), '-D', 'FOREGROUND'],
    port,
  })
  return { ...login, url: `webdav://127.0.0.1:${port}/dav`, stop: removing(service) }
}

function newFolder() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'webdav-'))
  const removing = (service: Service) => async () => {
    await service.stop()
    fs.rmSync(folder, { recursive: true, force: true })
  }
  return { folder, removing }
}

const modules = [
  ...['mpm_event', 'authn_core', 'authn_file', 'authz_core', 'authz_user', 'auth_basic', 'auth_digest'],
  ...['alias', 'dav', 'dav_fs'],
]

function apacheSettings(folder: string, port: number): string {
  const loaded = modules.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`)
  const user = process.getuid?.() === 0 ? ['User www-data', 'Group www-data'] : []
  return [
    ...loaded,
    ...user,
    `Listen 127.0.0.1:${port}`,
    'ServerName localhost',
    `ServerRoot ${folder}`,
    `PidFile ${folder}/run/pid`,
    `ErrorLog ${folder}/run/log`,
    `DavLockDB ${folder}/run/locks`,
    'AllowEncodedSlashes NoDecode',
    `Alias /dav ${folder}/files`,
    `Alias /digest ${folder}/files`,
    '<Location /dav>',
    'Dav On',
    'AuthType Basic',
    'AuthName test',
    `AuthUserFile ${folder}/users`,
    'Require valid-user',
    '</Location>',
    '<Location /digest>',
    'AuthType Digest',
    'AuthName test',
    `AuthUserFile ${folder}/digests`,
    'Require valid-user',
    '</Location>',
    '',
  ].join('\n')
}
