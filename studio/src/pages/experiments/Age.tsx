import { agoText, wholeTime } from '../../parts/time.ts'
import names from './experiments.module.css'

/** How long ago, and the whole time for who points at it. */
export function Age({ seconds, now }: { readonly seconds: number | null | undefined; readonly now: number }) {
  if (seconds === null || seconds === undefined) return <td className={names['number']}>–</td>
  return (
    <td className={names['number']} title={wholeTime(seconds)}>
      {agoText(seconds, now)}
    </td>
  )
}
