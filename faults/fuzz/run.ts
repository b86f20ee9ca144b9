import * as fs from 'node:fs'
import * as path from 'node:path'
import { fileURLToPath } from 'node:url'
import { Failure } from '../../engine/src/foundation/base/index.ts'
import { randomNumbers } from '../random-numbers.ts'
import { mutate } from './mutate.ts'
import { type Parser, parsers } from './parsers.ts'

/**
 * Texts that nobody would write, for every parser: each must give a value or a `Failure`, and soon. What breaks one is kept in
 * corpus/ and tried first from then on. Seconds are those of the processor: others may have it meanwhile.
 *   npm run fuzz [-- --seconds NUMBER] [-- --seed NUMBER] [-- --only TEXT]
 */
const words = process.argv.slice(2)
const option = (name: string) => (words.includes(name) ? words[words.indexOf(name) + 1] : undefined)
const seconds = Number(option('--seconds') ?? 600)
const seed = Number(option('--seed') ?? Date.now())
const chosen = parsers.filter(({ name }) => name.includes(option('--only') ?? ''))
const corpus = path.join(path.dirname(fileURLToPath(import.meta.url)), 'corpus')
const slowMilliseconds = 1_000
const mostKept = 2_000

let failed = 0
for (const parser of chosen) failed += fuzz(parser)
console.log(`fuzz: ${chosen.length - failed} passed, ${failed} failed (${seconds} s each, seed ${seed})`)
process.exitCode = failed > 0 ? 1 : 0

function fuzz(parser: Parser): number {
  const random = randomNumbers(seed)
  const texts = [...parser.seeds, ...keptTexts(parser)]
  const known = new Set<string>()
  const until = processorMilliseconds() + seconds * 1000
  let tries = 0
  for (const text of texts) report(parser, text)
  while (processorMilliseconds() < until) {
    const pick = () => texts[Math.floor(random() * texts.length)]!
    const text = mutate(pick(), pick(), random)
    const outcome = report(parser, text)
    if (outcome.isBroken) return 1
    tries++
    // A new way to be refused, or to be fine, is a good place to go on from.
    if (!known.has(outcome.kind) && known.size < mostKept) {
      known.add(outcome.kind)
      texts.push(text)
    }
  }
  console.log(`✓ ${parser.name}: ${tries} texts, ${known.size} kinds of answer`)
  return 0
}

function report(parser: Parser, text: string): { readonly kind: string; readonly isBroken: boolean } {
  const begin = processorMilliseconds()
  const kind = answerOf(parser, text)
  const isSlow = processorMilliseconds() - begin > slowMilliseconds
  const isBroken = kind.startsWith('broken') || isSlow || ({} as Record<string, unknown>)['polluted'] !== undefined
  if (isBroken) keep(parser, text, isSlow ? 'too slow' : kind)
  return { kind, isBroken }
}

function processorMilliseconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

function answerOf({ parse }: Parser, text: string): string {
  try {
    const value = parse(text)
    return `value ${typeof value}`
  } catch (error) {
    if (error instanceof Failure) return `${error.code} ${firstLine(error.excerpt ?? error.message)}`
    return `broken: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
  }
}

/** Without most of what is different for every text. */
function firstLine(text: string): string {
  return text
    .split('\n', 1)[0]!
    .replaceAll(/[^a-z ]+/gi, '')
    .slice(0, 50)
}

function keptTexts({ name }: Parser): string[] {
  const folder = path.join(corpus, folderOf(name))
  return fs.existsSync(folder)
    ? fs.readdirSync(folder).map((file) => fs.readFileSync(path.join(folder, file), 'utf8'))
    : []
}

function keep({ name }: Parser, text: string, what: string): void {
  const folder = path.join(corpus, folderOf(name))
  fs.mkdirSync(folder, { recursive: true })
  fs.writeFileSync(path.join(folder, `${Date.now()}.txt`), text)
  console.log(`✗ ${name}: ${what}\n    ${JSON.stringify(text.slice(0, 400))}`)
}

function folderOf(name: string): string {
  return name.replaceAll(/\W+/g, '-').toLowerCase()
}
