export { ada } from './ada.ts'
export { makeCommittedProject, makeProject, type Run, type TestProject, wordsOf } from './make-project.ts'
export { pathWithSterna } from './path-with-sterna.ts'
