/** What a stage or a job needs to run. */
export interface Wish {
  readonly name: string
  /** By name; what is not named is not needed. */
  readonly resources: ReadonlyMap<string, number>
  /** Seconds that it will take, if that is known. */
  readonly seconds: number | undefined
}

export interface Running extends Wish {
  /** Seconds, on the clock that `now` is of. */
  readonly began: number
}

type Amounts = ReadonlyMap<string, number>

/** What everybody needs one of. */
export const place = 'job'
const anyWish = { resources: new Map([[place, 1]]) }

/**
 * Which of the waiting, in their order, may start now. The first that finds no room keeps what it needs for the time when it
 * can start at the latest: another one goes before it only if it has ended by then, or fits beside it.
 */
export function choose<One extends Wish>(
  waiting: readonly One[],
  running: readonly Running[],
  totals: Amounts,
  now: number,
): readonly One[] {
  const going: Running[] = [...running]
  const chosen: One[] = []
  let free = freeBeside(running, totals)
  let reserved: Reservation | undefined
  for (const wish of waiting) {
    if (!fits(anyWish, free)) break
    if (!fits(wish, free)) reserved ??= reservationFor(wish, going, totals)
    else if (!reserved || mayGoBefore(wish, reserved, now)) {
      if (reserved && !endsBefore(wish, reserved, now)) reserved = { ...reserved, spare: without(reserved.spare, wish) }
      going.push({ ...wish, began: now })
      free = without(free, wish)
      chosen.push(wish)
    }
  }
  return chosen
}

/** Who holds what somebody waits for. */
export function holdersOf(wish: Wish, running: readonly Running[], totals: Amounts): readonly Running[] {
  const free = freeBeside(running, totals)
  const lacking = [...wish.resources].filter(([name, amount]) => amount > (free.get(name) ?? 0)).map(([name]) => name)
  return running.filter(({ resources }) => lacking.some((name) => (resources.get(name) ?? 0) > 0))
}

/** When the first that waits has room at the latest, and what is free beside it then. */
interface Reservation {
  readonly time: number
  readonly spare: Amounts
}

function reservationFor(wish: Wish, running: readonly Running[], totals: Amounts): Reservation {
  const left = [...running].sort((a, b) => endOf(a) - endOf(b))
  let time = 0
  while (left.length > 0 && !fits(wish, freeBeside(left, totals))) time = endOf(left.shift()!)
  return { time, spare: without(freeBeside(left, totals), wish) }
}

function mayGoBefore(wish: Wish, reserved: Reservation, now: number): boolean {
  return endsBefore(wish, reserved, now) || fits(wish, reserved.spare)
}

function endsBefore({ seconds }: Wish, { time }: Reservation, now: number): boolean {
  return seconds !== undefined && Number.isFinite(time) && now + seconds <= time
}

function endOf({ began, seconds }: Running): number {
  return seconds === undefined ? Number.POSITIVE_INFINITY : began + seconds
}

function freeBeside(running: readonly Wish[], totals: Amounts): Amounts {
  return running.reduce(without, totals)
}

function without(free: Amounts, { resources }: Wish): Amounts {
  const rest = new Map(free)
  for (const [name, amount] of resources) rest.set(name, (rest.get(name) ?? 0) - amount)
  return rest
}

/** A hair more than there is, is there: halves and thirds do not add up exactly. */
function fits({ resources }: Pick<Wish, 'resources'>, free: Amounts): boolean {
  return [...resources].every(([name, amount]) => amount <= (free.get(name) ?? 0) + 1e-9)
}
