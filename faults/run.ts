import { badPlaces } from './bad-places.ts'
import { changingFiles } from './changing-files.ts'
import { editedMeanwhile } from './edited-meanwhile.ts'
import { experimentsInBadPlaces } from './experiments/bad-places.ts'
import { experimentFaults } from './experiments/cases.ts'
import { clockBack } from './experiments/clock.ts'
import { experimentsTogether } from './experiments/together.ts'
import { faultsAtCalls } from './fault-at-calls.ts'
import { eachInParallel, type FaultCase, type FaultResult } from './fault-case.ts'
import { jobFaults } from './jobs/cases.ts'
import { killsAtRandom } from './kill.ts'
import { scenesOf } from './scenes/index.ts'
import { twoAtOnce } from './two-at-once.ts'
import { twoDevices } from './two-devices.ts'

/**
 * What happens when things go wrong: `kill -9` in the middle of a command that writes; a call that fails or falls short; a
 * full disk; places that cannot be written; another device; files that
 * change meanwhile, or are saved while a checkout works; two commands at once. So many points of each kind for each command.
 *   npm run faults [-- --points NUMBER] [-- --only PATTERN]      with --only just the cases whose names it matches
 */
const words = process.argv.slice(2)
const valueOf = (option: string) => (words.includes(option) ? words[words.indexOf(option) + 1] : undefined)
const points = Number(valueOf('--points')) || 50
const only = new RegExp(valueOf('--only') ?? '')

const cases = [
  ...jobFaults(points),
  ...experimentFaults(points),
  clockBack(),
  ...experimentsInBadPlaces(),
  ...experimentsTogether(Math.ceil(points / 10)),
  ...badPlaces(),
  ...twoDevices(points),
  ...scenesOf({ files: 12, largeBytes: 2 << 20 }).flatMap((scene) => faultsAtCalls(scene, points)),
  ...scenesOf({ files: 400, largeBytes: 8 << 20 }).flatMap((scene) => killsAtRandom(scene, points)),
  ...editedMeanwhile(points),
  ...changingFiles(Math.ceil(points / 6)),
  ...twoAtOnce(Math.ceil(points / 6)),
].filter(({ name }) => only.test(name))
const results = await eachInParallel(cases, judge)
const failed = results.filter(({ mistake }) => mistake !== undefined).length
console.log(`faults: ${results.length - failed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0

async function judge(one: FaultCase): Promise<FaultResult> {
  const mistake = await one.judge()
  if (mistake !== undefined) console.log(`✗ ${one.name}\n    ${mistake.replaceAll('\n', '\n    ')}`)
  return { name: one.name, mistake }
}
