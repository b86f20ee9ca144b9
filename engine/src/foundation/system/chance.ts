/** A number from 0 up to 1, each as likely as any other. */
export type Chance = () => number

export const realChance: Chance = Math.random
