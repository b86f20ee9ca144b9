export { builtInTemplate, templateNames } from './built-in.ts'
export { type FilledTemplate, fillTemplate } from './fill-template.ts'
export { findTemplate, type TemplatePlace, Templates } from './find-template.ts'
