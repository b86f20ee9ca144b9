import { execFileSync, spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { fileURLToPath } from 'node:url'
import { workloads } from './workloads.ts'

/**
 * Each row of the table on an ext4 of its own, which nobody has used: a disk that much was deleted from makes files two to
 * three times slower. It lies in an image in memory, so that no other machine's disk has a say. Needs Linux, leave to
 * mount, and 16 GiB of memory.
 *   npm run bench:fresh [-- --only TEXT] [-- --record]
 */
const words = process.argv.slice(2)
const only = words.includes('--only') ? words[words.indexOf('--only') + 1]! : ''
const kept = words.filter((word) => word === '--record')
const here = path.dirname(fileURLToPath(import.meta.url))
const memory = '/dev/shm'
const imageBytes = 14 * 2 ** 30
const inodes = 4_000_000

const names = new Set(
  workloads.filter(({ name, isLarge }) => name.includes(only) && (only !== '' || !isLarge)).map(({ name }) => name),
)
for (const name of names) {
  onFreshDisk((place) => {
    const arguments_ = [path.join(here, 'run.ts'), '--only', name, ...kept]
    const tsx = path.join(here, '../node_modules/tsx/dist/cli.mjs')
    const { NODE_EXTRA_CA_CERTS: _, ...variables } = process.env
    spawnSync(process.execPath, [tsx, ...arguments_], { stdio: 'inherit', env: { ...variables, TMPDIR: place } })
  })
}

function onFreshDisk(work: (place: string) => void): void {
  const place = fs.mkdtempSync(path.join(memory, 'bench-'))
  const image = `${place}.img`
  fs.closeSync(fs.openSync(image, 'w'))
  fs.truncateSync(image, imageBytes)
  const device = execFileSync('losetup', ['--direct-io=on', '--show', '-f', image], { encoding: 'utf8' }).trim()
  try {
    const now = 'lazy_itable_init=0,lazy_journal_init=0'
    execFileSync('mkfs.ext4', ['-q', '-E', now, '-N', String(inodes), device])
    execFileSync('mount', [device, place])
    work(place)
    execFileSync('umount', [place])
  } finally {
    execFileSync('losetup', ['-d', device])
    fs.rmSync(image)
    fs.rmdirSync(place)
  }
}
