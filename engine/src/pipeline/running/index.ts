export type { Place } from './run-commands.ts'
export { runStage } from './run-stage.ts'
export { commandLines, shellCommand } from './shell-command.ts'
export { refuseWrittenMeanwhile } from './written-meanwhile.ts'
