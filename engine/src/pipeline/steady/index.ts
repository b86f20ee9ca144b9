export { isToldByFiles, type Looked, noting } from './looked.ts'
export { steadily } from './steadily.ts'
export { SteadyAnswers, type SteadyContext } from './steady-answers.ts'
