/** Why something could not be plotted. `type` and `message` are DVC's, for programs. */
export interface PlotProblem {
  readonly type: string
  readonly message: string
  /** For people, where the message tells only Python programmers something. */
  readonly words?: string
}

/** Thrown where data and properties of a plot do not fit; told together with the other plots, which stay. */
export class PlotMistake extends Error {
  readonly problem: PlotProblem

  constructor(type: string, message: string, words?: string) {
    super(message)
    this.problem = { type, message, ...(words === undefined ? {} : { words }) }
  }
}
