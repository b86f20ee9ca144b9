export { findProjectRoot } from './find-root.ts'
export { type Machine } from './machine.ts'
export { openProject, Project, type ProjectOptions } from './project.ts'
