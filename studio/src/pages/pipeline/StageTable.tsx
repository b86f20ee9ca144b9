import type { Stage } from '@sterna/api'
import table from '../../parts/table.module.css'
import { durationText } from '../../parts/time.ts'
import names from './pipeline.module.css'
import { stateLooks } from './stage-states.ts'

interface Props {
  readonly stages: readonly Stage[]
  readonly open: string | undefined
  readonly choose: (stage: string) => void
}

/** The same as the graph, line by line. */
export function StageTable({ stages, open, choose }: Props) {
  return (
    <table className={`${table['list']} ${names['table']}`}>
      <thead>
        <tr>
          {['Stage', 'State', 'Why', 'After', 'Time'].map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {stages.map((stage) => (
          <tr key={stage.name} aria-selected={stage.name === open}>
            <th scope="row">
              <button type="button" onClick={() => choose(stage.name)}>
                {stage.name}
              </button>
            </th>
            <td>{stateLooks[stage.state].text}</td>
            <td>{stage.why[0] ?? ''}</td>
            <td>{stage.after.join(', ')}</td>
            <td className={table['number']}>{timeOf(stage)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function timeOf({ estimate, last }: Stage): string {
  const seconds = estimate ?? last?.seconds
  return seconds === undefined ? '' : durationText(seconds)
}
