import { Failure } from '../../foundation/base/index.ts'

const hour = 60 * 60 * 1000
const units: Readonly<Record<string, number>> = { h: hour, d: 24 * hour, w: 7 * 24 * hour }

/** The milliseconds of an age such as `12h`, `30d` or `2w`. */
export function parseAge(text: string): number {
  const [, count, unit = ''] = /^(\d{1,6})([hdw])$/.exec(text) ?? []
  if (count !== undefined) return Number(count) * units[unit]!
  throw new Failure('usage', `'${text}' is no age.`, { hint: 'Write hours, days or weeks: 12h, 30d, 2w.' })
}
