import { execFileSync, spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { fillSmall } from './fills.ts'
import { type Measured, measure } from './measure.ts'
import { countsOf } from './system-calls.ts'
import { prepareWorlds, type Worlds } from './worlds.ts'

/**
 * How the cost of sterna's own commands grows with the number of files of 1 KB, and what it asks of the system.
 *   npm run bench:growth [-- SIZE …]
 */
const asked = process.argv.slice(2).map(Number)
const sizes = asked.length > 0 ? asked : [10_000, 100_000, 1_000_000]
const hasStrace = spawnSync('strace', ['-V']).status === 0
console.log('| command | files | time | CPU | CPU a file | peak memory |\n|---|---|---|---|---|---|')
for (const size of sizes) grow(size, (worlds, words, directory) => measure(worlds.command('sterna', words, directory)))
if (hasStrace) {
  console.log('\n| command, 10,000 files | system calls a file | bytes read, of those there are | git processes |')
  console.log('|---|---|---|---|')
  const bytes = 10_000 * 1024
  grow(10_000, (worlds, words, directory) => countsOf(worlds.command('sterna', words, directory), 10_000, bytes))
}

type Look = (worlds: Worlds, words: readonly string[], directory: string) => Measured | string

function grow(files: number, look: Look): void {
  const lab = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'growth-')))
  const worlds = prepareWorlds(lab, '')
  const directory = worlds.project('sterna', 'grown', (at) => fillSmall(at, files))
  const row = (name: string, words: readonly string[], at = directory) => {
    const found = look(worlds, words, at)
    console.log(typeof found === 'string' ? `| ${name} | ${found} |` : rowOf(name, files, found))
  }
  row('`add`', ['add', '-q', 'data'])
  commit(worlds, directory)
  row('`add`, nothing new', ['add', '-q', 'data'])
  row('`status`', ['status', '-q'])
  row('`data status --granular`', ['data', 'status', '-q', '--granular'])
  fs.appendFileSync(path.join(directory, 'data/d0/f0.bin'), 'changed')
  row('`add`, one file changed', ['add', '-q', 'data'])
  worlds.run('sterna', ['remote', 'add', '-d', 'store', path.join(lab, 'store')], directory)
  row('`space`', ['space', '-q'])
  row('`push`', ['push', '-q'])
  row('`push`, nothing new', ['push', '-q'])
  fs.rmSync(path.join(lab, 'store'), { recursive: true })
  row('`checkout` (copy)', ['checkout', '-q'], cloneOf(worlds, directory))
  fs.rmSync(path.join(directory, 'data.dvc'))
  row('`gc`', ['gc', '-q', '-w', '-f'])
  fs.rmSync(lab, { recursive: true, force: true })
}

function commit(worlds: Worlds, directory: string): void {
  const { variables } = worlds.command('sterna', [], directory)
  execFileSync('git', ['add', '-A'], { cwd: directory, env: variables })
  execFileSync('git', ['commit', '-q', '-m', 'data'], { cwd: directory, env: variables })
}

/** A second project on the same cache, without the files. */
function cloneOf(worlds: Worlds, source: string): string {
  const cache = ['config', 'cache.dir', path.join(source, '.dvc/cache')]
  const copyFile = (at: string) => fs.copyFileSync(path.join(source, 'data.dvc'), path.join(at, 'data.dvc'))
  return worlds.project('sterna', 'clone', copyFile, [cache])
}

function rowOf(name: string, files: number, { seconds, cpuSeconds, peakMegabytes }: Measured): string {
  const each = ((cpuSeconds / files) * 1e6).toFixed(1)
  return `| ${name} | ${files.toLocaleString('en')} | ${seconds.toFixed(2)} s | ${cpuSeconds.toFixed(2)} s | ${each} µs | ${peakMegabytes.toFixed(0)} MB |`
}
