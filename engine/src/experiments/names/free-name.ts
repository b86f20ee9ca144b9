import { randomInt } from 'node:crypto'
import { adjectives, nouns } from './words.ts'

/** Picks one of so many, from 0 on. */
export type Pick = (count: number) => number

/** A name such as `brisk-wren` that nobody has yet. When hardly any pair of words is left, a number follows it. */
export function freeName(isTaken: (name: string) => boolean, pick: Pick = randomInt): string {
  for (let tries = 0; ; tries++) {
    const pair = `${adjectives[pick(adjectives.length)]}-${nouns[pick(nouns.length)]}`
    const name = tries < triesWithoutNumber ? pair : `${pair}-${tries}`
    if (!isTaken(name)) return name
  }
}

const triesWithoutNumber = 1000
