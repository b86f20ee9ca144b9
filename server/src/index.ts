export { exportStudio } from './export/export-studio.ts'
export { type Studio, type StudioOptions, startStudio } from './listen.ts'
export { newToken } from './security/token.ts'
export type { StudioWords } from './studio-words.ts'
