import { execFileSync } from 'node:child_process'
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'

/** Files of certificates that only tests trust. */
export interface Certificates {
  readonly authority: string
  readonly server: { readonly cert: string; readonly key: string }
  readonly client: { readonly cert: string; readonly key: string }
  remove(): void
}

/** An authority of our own, with a certificate of 127.0.0.1 and one of somebody who asks. */
export function makeCertificates(): Certificates {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'certificates-'))
  const openssl = (line: string) => execFileSync('openssl', line.split(' '), { cwd: folder, stdio: 'pipe' })
  const pair = (name: string) => ({ cert: path.join(folder, `${name}.crt`), key: path.join(folder, `${name}.key`) })
  const make = 'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2'
  openssl(`${make} -keyout authority.key -out authority.crt -subj /CN=test-authority`)
  for (const name of ['server', 'client']) {
    const signed = '-CA authority.crt -CAkey authority.key -addext subjectAltName=IP:127.0.0.1'
    openssl(`${make} ${signed} -keyout ${name}.key -out ${name}.crt -subj /CN=test-${name}`)
  }
  return {
    authority: pair('authority').cert,
    server: pair('server'),
    client: pair('client'),
    remove: () => fs.rmSync(folder, { recursive: true, force: true }),
  }
}
