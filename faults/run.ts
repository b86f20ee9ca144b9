import { badPlaces } from './bad-places.ts'
import { faultAtCalls } from './fault-at-calls.ts'
import { killAtRandom } from './kill.ts'

/**
 * What happens when things go wrong: `kill -9` in the middle of a command that writes; a call that fails or falls short; a
 * full disk; places that cannot be written. So many points of each kind for each command.
 *   npm run faults [-- --points NUMBER]
 */
const words = process.argv.slice(2)
const points = Number(words[words.indexOf('--points') + 1] || 50) || 50
const results = [...(await badPlaces()), ...faultAtCalls(points), ...(await killAtRandom(points))]
for (const { name, mistake } of results)
  if (mistake !== undefined) console.log(`✗ ${name}\n    ${mistake.replaceAll('\n', '\n    ')}`)
const failed = results.filter(({ mistake }) => mistake !== undefined).length
console.log(`faults: ${results.length - failed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
