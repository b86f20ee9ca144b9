import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { installDvcWithRemotes } from '../compatibility/install-dvc.ts'
import { compare } from './compare.ts'
import { machineLine, recordTable } from './record-table.ts'
import { largeWorkloads } from './remote-large-workloads.ts'
import { startServers } from './remote-servers.ts'
import { remoteWorkloads, unchangedWorkloads } from './remote-workloads.ts'
import { rowStart, tableOf } from './table.ts'
import { prepareWorlds } from './worlds.ts'

/**
 * The journeys to servers and back, sterna and real DVC in turns against the same server in the same run.
 *   npm run bench:remotes [-- --only PATTERN] [-- --record]
 */
const words = process.argv.slice(2)
const only = new RegExp(words.includes('--only') ? words[words.indexOf('--only') + 1]! : '')
const python = installDvcWithRemotes()
const lab = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'bench-')))
const worlds = prepareWorlds(lab, path.join(path.dirname(python), 'dvc'))
const servers = await startServers()
const [s3, ...others] = servers.all
const workloads = [
  ...remoteWorkloads(s3!),
  ...unchangedWorkloads(s3!),
  ...largeWorkloads(s3!, servers.s3),
  ...others.flatMap(remoteWorkloads),
]
const rows = new Map<string, string>()
try {
  for (const workload of workloads.filter(({ name }) => only.test(name))) {
    rows.set(rowStart(workload), compare(workload, worlds))
    if (words.includes('--record')) recordTable('remotes', workloads, rows, [`The S3 server is ${servers.s3Program}.`])
  }
} finally {
  await servers.stop()
  fs.rmSync(lab, { recursive: true, force: true })
}
console.log(`\n${tableOf([...rows.values()])}\n\n${machineLine()}`)
