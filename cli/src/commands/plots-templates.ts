import { builtInTemplate, Failure, type JsonMap, templateNames } from '@sterna/engine'
import { command, optionalWord } from '../shell/command.ts'
import { renderForPrograms } from '../shell/json-output.ts'

export const plotsTemplates = command({
  name: 'plots templates',
  summary: 'List the templates of plots that are always there, or show one.',
  takes: { name: optionalWord('template', 'The one to show as JSON; all names if left out.') },
  failureExit: 1,
  run: async ({ name }, { session }) => {
    await session.project()
    return name === undefined ? undefined : templateCalled(name)
  },
  show: (template, _, { isTerminal }) => (template ? [renderForPrograms(template, { isTerminal })] : templateNames),
})

function templateCalled(name: string): JsonMap {
  const template = builtInTemplate(name)
  if (template) return template
  throw new Failure('target-unknown', `Unexpected template: ${name}.`, {
    hint: `There are ${templateNames.join(', ')}.`,
  })
}
