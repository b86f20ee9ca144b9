import { compareCodePoints } from '../foundation/base/index.ts'

/** What a tag says of an artifact: that it is a version, or that it has a stage. */
export interface ArtifactTag {
  /** As people write it: `model`, or `path/to:model` for one below the top of the repository. */
  readonly artifact: string
  /** With its `v`. */
  readonly version?: string
  readonly stage?: string
}

const name = '[a-zA-Z0-9](?:[a-zA-Z0-9-/_]*[a-zA-Z0-9])?'
const number = '(?:0|[1-9]\\d*)'
const word = '(?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*)'
const semver = `v${number}\\.${number}\\.${number}(?:-${word}(?:\\.${word})*)?(?:\\+[0-9a-zA-Z-]+(?:\\.[0-9a-zA-Z-]+)*)?`
const tagPattern = new RegExp(
  `^((?:[a-zA-Z0-9-_./]+=)?${name})(?:(?:#(?<stage>${name})|@(?<version>${semver}))!?|@(?:deprecated|created))(?:#\\d+)?$`,
)

/** What a tag of Git says of an artifact; undefined for all others. */
export function parseArtifactTag(tag: string): ArtifactTag | undefined {
  const found = tagPattern.exec(tag)
  if (!found) return undefined
  const { stage, version } = found.groups ?? {}
  return {
    artifact: found[1]!.replaceAll('=', ':'),
    ...(version === undefined ? {} : { version }),
    ...(stage === undefined ? {} : { stage }),
  }
}

/** The full name that is meant: `path/to/dvc.yaml:model` is `path/to:model`. */
export function artifactName(named: string): string {
  return named.replace(/^(.*)\/dvc\.yaml:/, '$1:').replace(/^dvc\.yaml:/, '')
}

/** The order of two versions by the rules of semantic versioning: a pre-release comes before its release. */
export function compareVersions(a: string, b: string): number {
  const [one, other] = [partsOf(a), partsOf(b)]
  const [index] = one.numbers.flatMap((part, i) => (part === other.numbers[i] ? [] : [i]))
  if (index !== undefined) return one.numbers[index]! - other.numbers[index]!
  if (one.words.length === 0 || other.words.length === 0) return other.words.length - one.words.length
  return compareWords(one.words, other.words)
}

function partsOf(version: string) {
  const [, release = '', preRelease] = /^v?([\d.]+)(?:-([^+]*))?/.exec(version) ?? []
  return { numbers: release.split('.').map(Number), words: preRelease === undefined ? [] : preRelease.split('.') }
}

function compareWords(a: readonly string[], b: readonly string[]): number {
  const index = a.findIndex((part, i) => part !== b[i])
  if (index < 0) return a.length - b.length
  const [one, other] = [a[index]!, b[index]]
  if (other === undefined) return 1
  const areNumbers = [one, other].map((part) => /^\d+$/.test(part))
  if (areNumbers[0] && areNumbers[1]) return Number(one) - Number(other)
  return areNumbers[0] === areNumbers[1] ? compareCodePoints(one, other) : areNumbers[0] ? -1 : 1
}
