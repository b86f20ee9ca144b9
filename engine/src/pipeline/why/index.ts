export { explainStages } from './explain.ts'
export { type ExplainedTarget, explainTargets } from './explain-targets.ts'
export type { Content, ExplainedStage, Outlook, Reason } from './explanation.ts'
