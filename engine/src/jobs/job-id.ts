const shape = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})-[0-9a-z]{4}$/

/** A name that sorts behind those of all jobs there are, also when the clock has gone back. */
export function nextJobId(now: number, last: string | undefined, random: number): string {
  const before = last === undefined ? 0 : timeOfJob(last)
  const time = new Date(Math.max(now, before + 1)).toISOString().replaceAll(/[-:.Z]/g, '')
  const suffix = Math.floor(random * 36 ** 4)
    .toString(36)
    .padStart(4, '0')
  return `${time}-${suffix}`
}

export function isJobId(name: string): boolean {
  return shape.test(name)
}

function timeOfJob(id: string): number {
  const iso = id.replace(shape, '$1-$2-$3T$4:$5:$6.$7Z')
  const time = Date.parse(iso)
  return Number.isNaN(time) ? 0 : time
}
