import * as fs from 'node:fs'
import * as path from 'node:path'
import { fileURLToPath } from 'node:url'
import { catalogue } from '../cli/src/shell/catalogue.ts'
import { exitCodeOf, exitCodes } from '../cli/src/shell/exit-codes.ts'
import { commandHelp } from '../cli/src/shell/help.ts'
import { Failure, type FailureCode, rules } from '../engine/src/index.ts'
import { failureCodes } from './failure-codes.ts'

/**
 * Writes the pages that come from the code: docs/commands.md, docs/failures.md and docs/checks.md. With --check it only says whether they
 * are up to date, that every summary in the catalogue is its command's own, and that the failure codes described are those
 * that the source raises.
 */
const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const isCheck = process.argv.includes('--check')
const mistakes: string[] = []
const pages = {
  'docs/commands.md': await commandPage(),
  'docs/failures.md': failurePage(),
  'docs/checks.md': checkPage(),
}
for (const [name, text] of Object.entries(pages)) {
  const page = path.join(root, name)
  if (!isCheck) fs.writeFileSync(page, text)
  else if (!fs.existsSync(page) || fs.readFileSync(page, 'utf8') !== text)
    mistakes.push(`${name} is out of date: npm run docs`)
}
for (const mistake of mistakes) console.error(mistake)
process.exitCode = mistakes.length > 0 ? 1 : 0

async function commandPage(): Promise<string> {
  const parts = [
    '# Commands',
    '',
    'Made from the code by `npm run docs`. Options that every command takes are in its help too.',
  ]
  for (const [name, { summary, load }] of Object.entries(catalogue)) {
    const description = await load()
    if (description.name !== name || description.summary !== summary)
      mistakes.push(`catalogue.ts says something else of "${name}" than its own file`)
    parts.push('', `## ${name}`, '', '```text', commandHelp(description, 100), '```')
  }
  return `${parts.join('\n')}\n`
}

function failurePage(): string {
  const raised = codesRaised()
  for (const code of raised)
    if (!Object.hasOwn(failureCodes, code)) mistakes.push(`failure-codes.ts does not describe "${code}"`)
  for (const code of Object.keys(failureCodes))
    if (!raised.has(code)) mistakes.push(`failure-codes.ts describes "${code}", which nothing raises`)
  const rows = Object.entries(failureCodes).map(([code, { when, advice }]) => `| \`${code}\` | ${when} | ${advice} |`)
  return `${[
    '# Failures',
    '',
    'Made from the code by `npm run docs`. Every error that you can do something about has one of these codes: `failure.code` for',
    'a program that uses the engine. The message of the command says more than this table: which file, which stage, what next.',
    '',
    `Exit codes are those of DVC: ${fixedExitCodes()};`,
    `for the others 1 or 255, as the command has it. Words that are no command at all end with ${exitCodes.usage}.`,
    '',
    '| code | when it happens | what to do |',
    '|---|---|---|',
    ...rows,
  ].join('\n')}\n`
}

function checkPage(): string {
  const rows = Object.entries(rules).map(
    ([code, { severity, when, why, advice }]) => `| \`${code}\` | ${severity} | ${when} | ${why} | ${advice} |`,
  )
  return `${[
    '# What sterna check finds',
    '',
    'Made from the code by `npm run docs`. `sterna check` ends with 1 if it finds an error, with `--strict` after a warning as well.',
    '`sterna check --explain CODE` shows a line of this table, `--json` has all of it with each finding.',
    '',
    '| code | severity | when it is found | why it matters | what to do |',
    '|---|---|---|---|---|',
    ...rows,
  ].join('\n')}\n`
}

/** The codes after which every command ends with the same exit code. */
function fixedExitCodes(): string {
  const codes = Object.keys(failureCodes) as FailureCode[]
  const fixed = codes
    .map((code) => ({ code, exit: exitCodeOf(new Failure(code, ''), 0) }))
    .filter(({ exit }) => exit > 0)
  return fixed.map(({ code, exit }) => `${exit} for \`${code}\``).join(', ')
}

/** Codes written down where a `Failure` is made, or in a table or a parameter that one is made from. */
function codesRaised(): Set<string> {
  const files = ['engine/src', 'cli/src'].flatMap((folder) =>
    fs
      .readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((file) => path.join(folder, file)),
  )
  const sources = files.filter((file) => file.endsWith('.ts') && !/(\.test|-contract)\.ts$/.test(file))
  const texts = sources.map((file) => fs.readFileSync(path.join(root, file), 'utf8'))
  return new Set(
    texts.flatMap((text) => [...text.matchAll(/(?:\bFailure\(\s*|\bcode: )'([a-z-]+)'/g)].map(([, code]) => code!)),
  )
}
