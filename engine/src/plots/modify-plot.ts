import { type ChangePlotRequest, changePlot, type PipelineContext } from '../pipeline/index.ts'
import { findTemplate } from './templates/index.ts'

/** Changes how an output of a stage is drawn. A template that is named has to be there. */
export async function modifyPlot(context: PipelineContext, request: ChangePlotRequest): Promise<void> {
  const template = request.properties.get('template')
  if (typeof template === 'string') findTemplate(context, template)
  return changePlot(context, request)
}
