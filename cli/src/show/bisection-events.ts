import type { BisectionEvent, Factor, Measurement } from '@sterna/engine'
import { factorName, shortId, shownNumber } from './bisection-words.ts'

/** A line for what happens during a bisection; with times only where somebody looks on. */
export function eventLine(event: BisectionEvent, withTimes: boolean): string | undefined {
  switch (event.kind) {
    case 'history-known':
      if (event.commits < 2) return undefined
      return `${event.commits} commits may be to blame: at most about ${event.mostSteps} measurements.`
    case 'changes-known':
      return changesLine(event)
    case 'commit-measured':
      return `${shortId(event.commit)} ${measured(event, withTimes)}  ${event.subject}`
    case 'changes-measured':
      return `${event.chosen.length} of ${event.count} ${measured(event, withTimes, 'nothing of it is read')}${chosenText(event.chosen)}`
  }
}

function changesLine({ what, count, mostTests }: Extract<BisectionEvent, { kind: 'changes-known' }>): string {
  const name = what === 'factors' ? 'change' : 'changed file'
  if (count === 1) return `1 ${name}.`
  return `${count} ${name}s: about ${mostTests} measurements if one of them is to blame, more if several are.`
}

function chosenText(chosen: readonly Factor[]): string {
  const names = chosen.slice(0, namesShown).map(factorName)
  return `  ${names.join(', ')}${chosen.length > namesShown ? ', …' : ''}`
}

const namesShown = 3

interface Measured {
  readonly measurement: Measurement
  readonly verdict: string | undefined
}

/** `untouched` is said where nothing had to be done. */
function measured({ measurement, verdict }: Measured, withTimes: boolean, untouched = 'committed'): string {
  if (measurement.kind === 'unusable') return `skipped: ${measurement.reason}`
  const { value, source, seconds } = measurement
  const how =
    source === 'ran' && withTimes ? `ran in ${seconds.toFixed(1)} s` : source === 'committed' ? untouched : source
  return `${shownNumber(value)}${verdict === undefined ? '' : ` ${verdict}`} (${how})`
}
