export { fetchVersions } from './fetch-versions.ts'
export { lackingVersions } from './lacking-versions.ts'
export { pushVersions } from './push-versions.ts'
export { objectsFor } from './refuse-versions.ts'
