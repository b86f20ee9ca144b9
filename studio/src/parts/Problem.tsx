import type { ReactNode } from 'react'
import names from './problem.module.css'

/** Something that is wrong, beside what is shown all the same. */
export function Problem({ children }: { readonly children: ReactNode }) {
  return (
    <p className={names['problem']} role="alert">
      {children}
    </p>
  )
}
