import { runColor } from './run-color.ts'
import names from './swatch.module.css'

/** The colour of a run, by its place among those that are selected. */
export function Swatch({ place, title }: { readonly place: number; readonly title?: string }) {
  return <span aria-hidden="true" className={names['swatch']} style={{ background: runColor(place) }} title={title} />
}
