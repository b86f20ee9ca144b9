/** What can be read, for what may not be there, or go at any moment, such as the system's files about processes. */
export function orNothing<Read>(read: () => Read): Read | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
