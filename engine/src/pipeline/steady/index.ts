export { steadily } from './steadily.ts'
export { SteadyAnswers, type SteadyContext } from './steady-answers.ts'
