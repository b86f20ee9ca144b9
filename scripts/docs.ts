import * as fs from 'node:fs'
import * as path from 'node:path'
import { fileURLToPath } from 'node:url'
import { catalogue } from '../cli/src/shell/catalogue.ts'
import { commandHelp } from '../cli/src/shell/help.ts'

/**
 * Writes the pages that come from the code: docs/commands.md. With --check it only says whether they are up to date, and
 * that every summary in the catalogue is its command's own.
 */
const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const page = path.join(root, 'docs/commands.md')
const isCheck = process.argv.includes('--check')
const mistakes: string[] = []
const text = await commandPage()
if (!isCheck) fs.writeFileSync(page, text)
else if (!fs.existsSync(page) || fs.readFileSync(page, 'utf8') !== text)
  mistakes.push('docs/commands.md is out of date: npm run docs')
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
