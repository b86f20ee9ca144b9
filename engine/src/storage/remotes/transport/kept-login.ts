/** Something that lets its holder in for a time. */
export interface Lasting {
  /** When it ends, in milliseconds since 1970. */
  readonly until: number
}

/** Somebody who gives out logins, asked only when one is needed. */
export interface KeptLogin<Login extends Lasting> {
  token(): Promise<Login>
  /** Forgets what was given out; whether there was anything. */
  forget(): boolean
}

const millisecondsBefore = 300_000

/** Keeps what was given out until shortly before it ends. All who ask meanwhile get the same. */
export function keptLogin<Login extends Lasting>(renewed: () => Promise<Login>): KeptLogin<Login> {
  let current: Promise<Login> | undefined
  return {
    token: async () => {
      const asked = current
      const known = await asked
      if (known && known.until - millisecondsBefore > Date.now()) return known
      if (current === asked) current = renewed()
      return await current!
    },
    forget: () => {
      const had = current !== undefined
      current = undefined
      return had
    },
  }
}
