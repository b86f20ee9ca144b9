import type { AnswerOf, Routes, TakenBy } from './route.ts'

/** What a server must supply: for each route a function from what was asked to the answer. */
export type Handlers<R extends Routes> = {
  readonly [Name in keyof R]: (taken: TakenBy<R[Name]>) => Promise<AnswerOf<R[Name]>> | AnswerOf<R[Name]>
}
