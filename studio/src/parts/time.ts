const units = [
  { seconds: 86_400, name: 'd' },
  { seconds: 3600, name: 'h' },
  { seconds: 60, name: 'min' },
] as const
const daysUntilDate = 7

/** How long ago, up to a week; then the day. Of a moment ago `now`. */
export function agoText(seconds: number, nowSeconds: number): string {
  const ago = Math.max(0, nowSeconds - seconds)
  if (ago >= daysUntilDate * 86_400) return dayText(seconds, nowSeconds)
  const unit = units.find((one) => ago >= one.seconds)
  return unit ? `${Math.floor(ago / unit.seconds)} ${unit.name}` : 'now'
}

function dayText(seconds: number, nowSeconds: number): string {
  const [date, now] = [new Date(seconds * 1000), new Date(nowSeconds * 1000)]
  const year = date.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' as const }
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', ...year }).format(date)
}

/** The whole time, in UTC, for who points at it. */
export function wholeTime(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ')} UTC`
}

export function durationText(seconds: number): string {
  if (seconds < 1) return `${Math.max(1, Math.round(seconds * 1000))} ms`
  if (seconds < 60) return `${Number(seconds.toPrecision(2))} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes} min ${Math.round(seconds % 60)} s`
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')}`
}
