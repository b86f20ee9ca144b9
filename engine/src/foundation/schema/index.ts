export { readShaped } from './read-shaped.ts'
export {
  anyList,
  anyMapping,
  anyOf,
  anything,
  exactly,
  flag,
  listOf,
  mapping,
  mappingOf,
  nothing,
  type Shape,
  text,
  whole,
} from './shape.ts'
