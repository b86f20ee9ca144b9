export { describeMistake, readShaped, shapeHeadline } from './read-shaped.ts'
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
  type ShapeMistake,
  text,
  whole,
} from './shape.ts'
