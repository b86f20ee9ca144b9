import { Failure, withCaret } from '../../foundation/base/index.ts'
import type { Override, OverrideAction } from './override.ts'
import { OverrideProblem } from './override-problem.ts'
import type { Random } from './shuffled.ts'
import { TokenReader } from './token-reader.ts'
import { scanOverride } from './tokens.ts'
import { readValue } from './values.ts'

/**
 * Takes one override of Hydra's language apart: `k=v`, `+k=v`, `++k=v`, `~k`, `~k=v`. `random` serves `shuffle([…])`.
 * @throws Failure `override-invalid` that says what is not understood, and where.
 */
export function parseOverride(text: string, random: Random): Override {
  try {
    return readOverride(new TokenReader(scanOverride(text)), text, random)
  } catch (error) {
    if (error instanceof OverrideProblem) throw syntaxFailure(text, error)
    throw error
  }
}

/** Overrides of one file; see `parseOverride`. */
export function parseOverrides(texts: readonly string[], random: Random): Override[] {
  return texts.map((text) => parseOverride(text, random))
}

function readOverride(tokens: TokenReader, text: string, random: Random): Override {
  const action = readAction(tokens)
  const key = readKey(tokens)
  const hasValue = action !== 'delete' || !tokens.isNext('end')
  if (hasValue) tokens.expect('equal', 'expected "="')
  const value = hasValue ? readValue(tokens, random) : undefined
  tokens.expectEnd()
  return { action, ...key, value, text }
}

function readAction(tokens: TokenReader): OverrideAction {
  if (tokens.skip('tilde')) return 'delete'
  if (!tokens.skip('plus')) return 'change'
  return tokens.skip('plus') ? 'force-add' : 'add'
}

function readKey(tokens: TokenReader): { key: string; package: string | undefined } {
  const key = readGroup(tokens)
  return { key, package: tokens.skip('at') ? readPackage(tokens) : undefined }
}

/** A path with dots, or names with slashes between them. */
function readGroup(tokens: TokenReader): string {
  if (!tokens.isNext('id')) return readPackage(tokens)
  let group = tokens.take().text
  while (tokens.skip('slash')) group += `/${tokens.expect('id', 'expected a name behind "/"').text}`
  return group
}

/** May be empty, which is the root. */
function readPackage(tokens: TokenReader): string {
  return tokens.isNext('id', 'special', 'path') ? tokens.take().text : ''
}

function syntaxFailure(text: string, { message, offset }: OverrideProblem): Failure {
  const place = offset === undefined ? '' : ` (at character ${offset + 1})`
  return new Failure('override-invalid', `"${text}" is no override: ${message}${place}.`, {
    hint: 'Write KEY=VALUE, +KEY=VALUE, ++KEY=VALUE or ~KEY; a value with special characters stands in quotes: \'KEY="a=b"\'.',
    ...(offset === undefined ? {} : { excerpt: withCaret(text, offset) }),
  })
}
