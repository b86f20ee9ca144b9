import { useEffect, useState } from 'react'

const tickMilliseconds = 15_000

/** The time in seconds since 1970, so that what says how long ago something was stays true. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now() / 1000)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now() / 1000), tickMilliseconds)
    return () => clearInterval(timer)
  }, [])
  return now
}
