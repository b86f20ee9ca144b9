import { identicalValues } from './equality.ts'
import type { Value } from './values.ts'

/** Whether an edited text has become what was meant: it can be read, and holds `value`. */
export function readsAs(read: () => Value, value: Value): boolean {
  try {
    return identicalValues(read(), value)
  } catch {
    return false
  }
}
