export { type PickleValue, Tuple } from './pickle-value.ts'
export { readPickle } from './read-pickle.ts'
export { writePickle } from './write-pickle.ts'
