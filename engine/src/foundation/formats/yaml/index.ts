export { codeFrame, type Position } from './code-frame.ts'
export { editYaml } from './edit.ts'
export { type PositionedYaml, readYaml, readYamlWithPositions } from './read.ts'
export { renderYaml, type YamlLayout } from './render.ts'
