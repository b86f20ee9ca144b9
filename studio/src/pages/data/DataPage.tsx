import type { DataSet } from '@sterna/api'
import { useQuery } from '@tanstack/react-query'
import { dataQuery } from '../../connection/queries.ts'
import { bytesText } from '../../parts/bytes.ts'
import { FailureNotice, Notice, Waiting } from '../../parts/Notice.tsx'
import { counted, grouped } from '../../parts/numbers.ts'
import table from '../../parts/table.module.css'
import { useViewState } from '../../view-state/view-state.ts'
import { DataSetPanel } from './DataSetPanel.tsx'
import names from './data.module.css'
import { cacheText, workTreeText } from './data-states.ts'

const number = `${table['number']} ${names['number']}`

/** Which data is there, how much, and is it as recorded? */
export function DataPage() {
  const { data, error, refetch } = useQuery(dataQuery)
  const [view, change] = useViewState()
  if (error && !data) return <FailureNotice error={error} retry={() => void refetch()} />
  if (!data) return <Waiting what="Looking at the data …" />
  if (data.dataSets.length === 0) return <None />
  const open = data.dataSets.find(({ path }) => path === view['open'])
  return (
    <div className={names['page']}>
      <header className={names['head']}>
        <h1>{titleOf(data.dataSets)}</h1>
        <span>{sumOf(data.dataSets)}</span>
      </header>
      <section className={names['list']} aria-label="Tracked data" tabIndex={0}>
        <DataTable dataSets={data.dataSets} open={open} choose={(path) => change({ open: path }, true)} />
      </section>
      {open ? <DataSetPanel dataSet={open} /> : undefined}
    </div>
  )
}

function None() {
  return (
    <Notice title="No data is tracked yet">
      Files and folders that <code>sterna add data/</code> tracks, and what stages make, can be got back in every
      version.
    </Notice>
  )
}

function titleOf(dataSets: readonly DataSet[]): string {
  const differing = dataSets.filter(({ workTree }) => workTree === 'changed' || workTree === 'absent').length
  if (differing > 0) return `${differing} of ${counted(dataSets.length, 'data set')} not as recorded`
  return dataSets.length === 1
    ? 'The data set is as recorded'
    : `All ${grouped(dataSets.length)} data sets are as recorded`
}

function sumOf(dataSets: readonly DataSet[]): string {
  const files = dataSets.reduce((sum, one) => sum + (one.files ?? (one.hash === null ? 0 : 1)), 0)
  return `${counted(files, 'file')}, ${bytesText(dataSets.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0))}`
}

interface TableProps {
  readonly dataSets: readonly DataSet[]
  readonly open: DataSet | undefined
  readonly choose: (path: string) => void
}

function DataTable({ dataSets, open, choose }: TableProps) {
  return (
    <table className={`${table['list']} ${names['table']}`}>
      <thead>
        <tr>
          <th scope="col">Data set</th>
          <th scope="col">Work tree</th>
          <th scope="col">Cache</th>
          <th scope="col" className={number}>
            Files
          </th>
          <th scope="col" className={number}>
            Size
          </th>
        </tr>
      </thead>
      <tbody>
        {dataSets.map((one) => (
          <tr key={one.path} aria-selected={one === open}>
            <th scope="row">
              <button type="button" onClick={() => choose(one.path)}>
                {one.path}
                {one.isDirectory ? '/' : ''}
              </button>
            </th>
            <td data-state={one.workTree}>{workTreeText(one)}</td>
            <td data-state={one.cache}>{cacheText(one)}</td>
            <td className={number}>{one.files === null ? '' : grouped(one.files)}</td>
            <td className={number}>{one.bytes === null ? '–' : bytesText(one.bytes)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
