import { type Value, WholeFloat } from '../../foundation/formats/index.ts'

const secondsOf: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 }
const bytesOf: Readonly<Record<string, number>> = { '': 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30, t: 2 ** 40 }

/** A number that is not negative; undefined for anything else. */
export function countFrom(value: Value | undefined): number | undefined {
  const number = value instanceof WholeFloat ? value.value : value
  return typeof number === 'number' && number >= 0 ? number : undefined
}

/** Seconds of `90`, `90s`, `20m`, `4h` or `2d`; undefined if it is none of these. */
export function secondsFrom(value: Value | undefined): number | undefined {
  return countFrom(value) ?? quantity(value, /^(\d+(?:\.\d+)?) ?([smhd])$/, secondsOf)
}

/** Bytes of `1048576`, `512M`, `2G` or `2GiB`, each unit 1024 of the one before; undefined if it is none of these. */
export function bytesFrom(value: Value | undefined): number | undefined {
  return countFrom(value) ?? quantity(value, /^(\d+(?:\.\d+)?) ?([kmgt]?)(?:i?b)?$/i, bytesOf)
}

function quantity(value: Value | undefined, pattern: RegExp, units: typeof bytesOf): number | undefined {
  const [, count, unit] = pattern.exec(typeof value === 'string' ? value.trim() : '') ?? []
  return count === undefined ? undefined : Number(count) * units[unit!.toLowerCase()]!
}
