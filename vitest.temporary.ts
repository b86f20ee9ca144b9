import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'

/** What the tests write goes to a directory of their own, which goes when they end. */
export default function ownTemporaryDirectory(): () => void {
  const directory = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'sterna-tests-'))
  // A server of another user, as Apache run by root, has to come through; what is installed stays for the next run.
  fs.chmodSync(directory, 0o711)
  process.env['STERNA_LAB'] ??= path.join(os.tmpdir(), 'sterna-lab')
  for (const name of ['TMPDIR', 'TMP', 'TEMP']) process.env[name] = directory
  return () => fs.rmSync(directory, { recursive: true, force: true })
}
