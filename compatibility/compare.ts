import { isDeepStrictEqual } from 'node:util'
import type { Observation, StepObservation } from './sequence.ts'
import type { SeenFile } from './world.ts'

/** What differs between what was expected and what was found, in lines for a person. */
export function differences(expected: Observation, found: Observation): string[] {
  const steps = expected.steps.flatMap((step, index) => stepDifferences(step, found.steps[index]))
  return [...steps, ...fileDifferences(expected.files, found.files)]
}

export function stepDifferences(expected: StepObservation, found: StepObservation | undefined): string[] {
  if (!found) return [`${expected.step}: was not run`]
  const lines: string[] = []
  if (expected.code !== found.code) {
    lines.push(
      `${expected.step}: exit code ${expected.code} expected, ${found.code} found`,
      indent(expected.stderr),
      indent(found.stderr),
    )
  }
  if (expected.compared === 'json' && !isDeepStrictEqual(parsed(expected.stdout), parsed(found.stdout))) {
    lines.push(`${expected.step}: JSON differs`, indent(expected.stdout), indent(found.stdout))
  }
  if (expected.compared === 'sets' && !isDeepStrictEqual(asSets(expected.stdout), asSets(found.stdout))) {
    lines.push(`${expected.step}: JSON differs`, indent(expected.stdout), indent(found.stdout))
  }
  if (expected.compared === 'lines' && !isDeepStrictEqual(sortedLines(expected.stdout), sortedLines(found.stdout))) {
    lines.push(`${expected.step}: lines differ`, indent(expected.stdout), indent(found.stdout))
  }
  return lines
}

export function fileDifferences(
  expected: ReadonlyMap<string, SeenFile>,
  found: ReadonlyMap<string, SeenFile>,
): string[] {
  const names = [...new Set([...expected.keys(), ...found.keys()])].sort()
  return names.flatMap((name) => {
    const a = expected.get(name)
    const b = found.get(name)
    if (!a) return [`${name}: should not be there`]
    if (!b) return [`${name}: is missing`]
    if (a.content !== b.content)
      return [`${name}: content differs`, indent(excerpt(a.content)), indent(excerpt(b.content))]
    return a.mode === b.mode ? [] : [`${name}: mode ${a.mode} expected, ${b.mode} found`]
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replaceAll(/\bNaN\b/g, '"NaN"').replaceAll(/-?Infinity\b/g, '"Infinity"'))
  } catch {
    return text
  }
}

function asSets(text: string): unknown {
  const sortLists = (value: unknown): unknown => {
    if (Array.isArray(value))
      return value.map(sortLists).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, sortLists(inner)]))
  }
  return sortLists(parsed(text))
}

/** DVC prints independent lines in random order. */
function sortedLines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => (line.startsWith('\tgit add ') ? line.split(' ').sort().join(' ') : line))
    .map(withoutPadding)
    .map(asOurs)
    .sort()
}

/** Where a sentence names a command to go on with, each program names its own. */
function asOurs(line: string): string {
  return line.replaceAll(/(?<=^|[\s`'"])dvc (?=[a-z<])/g, 'sterna ')
}

/** How wide a column is depends on how long the place of the world is. */
function withoutPadding(line: string): string {
  return line.replaceAll(/(<world>\S*) +/g, '$1 ')
}

function excerpt(content: string): string {
  return content.length > 600 ? `${content.slice(0, 600)}…` : content
}

function indent(text: string): string {
  return text.replace(/^/gm, '    | ')
}
