// All checks of `npm run check`, one after the other; says at the end which failed.
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const checks = [
  ['types', 'tsc', ['--noEmit', '-p', 'tsconfig.json']],
  ['types of pages', 'tsc', ['--noEmit', '-p', 'studio']],
  ['format', 'biome', ['ci', '.']],
  ['lint', 'oxlint', ['--type-aware', '--deny-warnings', '.']],
  [
    'floor plan',
    'depcruise',
    ['--config', 'floor-plan.cjs', 'engine/src', 'api/src', 'server/src', 'studio/src', 'cli/src', 'testkit/src'],
  ],
  ['dead code', 'knip', []],
  ['spelling', 'cspell', ['--no-progress', '--quiet', '.']],
  ['docs', 'tsx', ['--conditions=source', 'scripts/docs.ts', '--check']],
]
const failed = checks.filter(([name, command, words]) => {
  const begin = Date.now()
  const { status } = spawnSync(join(root, 'node_modules/.bin', command), words, { cwd: root, stdio: 'inherit' })
  console.log(`${status === 0 ? '✓' : '✗'} ${name} (${((Date.now() - begin) / 1000).toFixed(1)} s)`)
  return status !== 0
})
console.log(`check: ${checks.length - failed.length} passed, ${failed.length} failed`)
process.exitCode = failed.length > 0 ? 1 : 0
