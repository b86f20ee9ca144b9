export { ada } from './ada.ts'
export { makeProject, type Run, type TestProject, wordsOf } from './make-project.ts'
export { pathWithSterna } from './path-with-sterna.ts'
