import { Failure } from '../foundation/base/index.ts'

/** Deeper values could be read, but neither kept nor walked through. */
const mostLevels = 100

/** @throws Failure `usage` for what is no JSON, or no JSON that anybody would send. */
export function parsePosted(text: string): unknown {
  const value = jsonIn(text)
  if (isDeeper(value, mostLevels))
    throw new Failure('usage', `What was posted has values within values, more than ${mostLevels} levels deep.`)
  return value
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Failure('usage', `What was posted is no JSON: ${(error as Error).message}`, { cause: error })
  }
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1))
}
