import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'

/** What the tests write goes to a directory of their own, which goes when they end. Servers of other users may look into it. */
export default function ownTemporaryDirectory(): () => void {
  const directory = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'sterna-tests-'))
  fs.chmodSync(directory, 0o755)
  for (const name of ['TMPDIR', 'TMP', 'TEMP']) process.env[name] = directory
  return () => fs.rmSync(directory, { recursive: true, force: true })
}
