import type * as z from 'zod'

export type Method = 'GET' | 'POST'

/** Where a route is. */
export interface RoutePath {
  readonly method: Method
  readonly path: string
}

/** A request that can be made: where, what it takes, what it answers. */
export interface Route<Takes extends z.ZodType = z.ZodType, Answer extends z.ZodType = z.ZodType> extends RoutePath {
  readonly summary: string
  readonly takes: Takes
  readonly answer: Answer
}

export type Routes = Readonly<Record<string, Route>>

/** What a request says, before it is checked. */
export type RequestOf<R extends Route> = z.input<R['takes']>
/** What a handler gets. */
export type TakenBy<R extends Route> = z.output<R['takes']>
export type AnswerOf<R extends Route> = z.output<R['answer']>

export function route<Takes extends z.ZodType, Answer extends z.ZodType>(
  where: RoutePath,
  rest: Omit<Route<Takes, Answer>, keyof RoutePath>,
): Route<Takes, Answer> {
  return { ...where, ...rest }
}
