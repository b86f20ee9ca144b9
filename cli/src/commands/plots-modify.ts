import { modifyPlot } from '@sterna/engine'
import { command, options, word } from '../shell/command.ts'
import { plotProperties, propertiesOf } from '../shell/plot-parameters.ts'

export const plotsModify = command({
  name: 'plots modify',
  summary: 'Change how an output of a stage is drawn.',
  takes: {
    target: word('target', 'The output; one that is no plot becomes one.'),
    ...plotProperties,
    unset: options('--unset [property...]', 'Properties to take away.'),
  },
  failureExit: 255,
  run: async (request, { session }) => {
    const { target, unset } = request
    return modifyPlot(await session.project(), { target, unset, properties: propertiesOf(request) })
  },
})
