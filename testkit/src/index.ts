export { makeProject, type Run, type TestProject, wordsOf } from './make-project.ts'
