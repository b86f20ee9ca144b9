import type { HashedPath, Run } from '@sterna/api'
import { bytesText } from '../../parts/bytes.ts'
import { CommandText } from '../../parts/CommandText.tsx'
import { counted } from '../../parts/numbers.ts'
import { quoted } from '../../parts/shell-word.ts'
import table from '../../parts/table.module.css'
import { durationText } from '../../parts/time.ts'
import names from './run.module.css'

/** How it came about, and how to get it again. */
export function RunFacts({ run }: { readonly run: Run }) {
  return (
    <div className={names['facts']}>
      <Again run={run} />
      <Stages stages={run.stages} />
      <div className={names['columns']}>
        <Paths title="Inputs" paths={run.inputs} />
        <Paths title="Outputs" paths={run.outputs} />
      </div>
      {run.record.map(({ title, lines }) => (
        <section key={title}>
          <h2>{title}</h2>
          <pre tabIndex={0}>{lines.join('\n')}</pre>
        </section>
      ))}
      {run.record.length === 0 && run.kind === 'experiment' ? (
        <p className={names['quiet']}>
          Nothing more is recorded: whoever ran it keeps no records, or has not sent them.
        </p>
      ) : undefined}
    </div>
  )
}

function Again({ run: { kind, name, revision, state } }: { readonly run: Run }) {
  if (state === 'queued' || state === 'running' || kind === 'task') return undefined
  const get =
    kind === 'workspace'
      ? []
      : kind === 'experiment'
        ? [`sterna exp apply ${quoted(name)}`]
        : [`git checkout ${revision}`, 'sterna checkout']
  return (
    <section>
      <h2>How to get it again</h2>
      <ul className={names['again']}>
        {[...get, 'sterna repro'].map((command) => (
          <li key={command}>
            <CommandText command={command} />
          </li>
        ))}
      </ul>
      <p className={names['quiet']}>The last one says whether all is as recorded; with --force it runs all anew.</p>
    </section>
  )
}

const outcomes = { ran: 'ran', cached: 'from the run cache', pulled: 'from a remote', verified: 'as it was' } as const

function Stages({ stages }: Pick<Run, 'stages'>) {
  if (stages.length === 0) return undefined
  return (
    <section className={table['box']} tabIndex={0} aria-label="Stages">
      <table>
        <thead>
          <tr>
            <th scope="col">Stage</th>
            <th scope="col">What</th>
            <th scope="col" className={table['number']}>
              Took
            </th>
            <th scope="col" className={table['number']}>
              CPU
            </th>
            <th scope="col" className={table['number']}>
              Memory
            </th>
            <th scope="col">Command</th>
          </tr>
        </thead>
        <tbody>
          {stages.map(({ name, outcome, command, seconds, cpuSeconds, peakBytes }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{outcomes[outcome]}</td>
              <td className={table['number']}>{seconds === null ? '–' : durationText(seconds)}</td>
              <td className={table['number']}>{cpuSeconds === null ? '–' : durationText(cpuSeconds)}</td>
              <td className={table['number']}>{peakBytes === null ? '–' : bytesText(peakBytes)}</td>
              <td>
                <code>{command}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const shownDigits = 12

function Paths({ title, paths }: { readonly title: string; readonly paths: readonly HashedPath[] }) {
  if (paths.length === 0) return undefined
  return (
    <section className={table['box']} tabIndex={0} aria-label={title}>
      <table>
        <thead>
          <tr>
            <th scope="col">{title}</th>
            <th scope="col">Hash</th>
            <th scope="col" className={table['number']}>
              Size
            </th>
          </tr>
        </thead>
        <tbody>
          {paths.map(({ path, hash, bytes, files }) => (
            <tr key={path}>
              <th scope="row">
                <code>{path}</code>
              </th>
              <td>{hash === null ? '–' : <code title={hash}>{hash.slice(0, shownDigits)}</code>}</td>
              <td className={table['number']}>
                {bytes === null ? '–' : bytesText(bytes)}
                {files === null ? '' : `, ${counted(files, 'file')}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
