const templates =
  'simple linear confusion confusion_normalized scatter scatter_jitter smooth bar_horizontal_sorted bar_horizontal'
const ofOne = '{x: step, y: {loss.csv: loss}, template: '
const ofSeveral = '{x: step, y: {loss.csv: [loss, acc], more/loss.csv: acc}, template: '

/** A `dvc.yaml` that draws with every template, from one source and from several. */
export const plotDefinitions = [
  'plots:',
  ...templates
    .split(' ')
    .flatMap((name) => [`- one ${name}: ${ofOne}${name}}`, `- some ${name}: ${ofSeveral}${name}}`]),
  '',
].join('\n')
