/** A time as Python's `isoformat` writes it, on the clock of this machine and without its zone. */
export function localTime(seconds: number): string {
  const time = new Date(seconds * 1000)
  const day = [String(time.getFullYear()).padStart(4, '0'), two(time.getMonth() + 1), two(time.getDate())].join('-')
  return `${day}T${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`
}

/** A time for people: of today the hour, otherwise the day, in English as DVC writes it. */
export function shortTime(seconds: number, now: Date): string {
  const time = new Date(seconds * 1000)
  if (!isSameDay(time, now)) return `${months[time.getMonth()]} ${two(time.getDate())}, ${time.getFullYear()}`
  const hour = time.getHours() % 12 === 0 ? 12 : time.getHours() % 12
  return `${two(hour)}:${two(time.getMinutes())} ${time.getHours() < 12 ? 'AM' : 'PM'}`
}

function isSameDay(a: Date, b: Date): boolean {
  return a.getDate() === b.getDate() && a.getMonth() === b.getMonth() && a.getFullYear() === b.getFullYear()
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

function two(number: number): string {
  return String(number).padStart(2, '0')
}
