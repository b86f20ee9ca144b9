let last = ''

/** A name that sorts by time; two in one millisecond are told apart, and most likely two of different processes. */
export function attemptId(now: number): string {
  const time = new Date(now).toISOString().replaceAll(/[-:.Z]/g, '')
  const random = Math.floor(Math.random() * 36 ** 4)
    .toString(36)
    .padStart(4, '0')
  const id = `${time}-${random}`
  last = id > last ? id : `${last}0`
  return last
}
