export { mostNeeded } from './needs.ts'
export { secondsFrom } from './quantity.ts'
export { policyFile, readProjectPolicy } from './read-policy.ts'
export {
  type FailureClass,
  type ProjectPolicy,
  type StagePolicy,
  usualPolicy,
} from './stage-policy.ts'
