export { editToml } from './edit.ts'
export { readToml } from './read.ts'
