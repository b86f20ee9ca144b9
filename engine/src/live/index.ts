export type { LiveImage, LiveRun } from './live-run.ts'
export { type LiveContext, LiveRuns } from './live-runs.ts'
export type { JsonObject, JsonValue, LiveIdentity } from './post.ts'
