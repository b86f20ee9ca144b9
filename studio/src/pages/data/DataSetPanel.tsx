import type { DataSet } from '@sterna/api'
import { bytesText } from '../../parts/bytes.ts'
import { CommandText } from '../../parts/CommandText.tsx'
import { counted } from '../../parts/numbers.ts'
import names from './data.module.css'
import { cacheText, commandOf, workTreeText } from './data-states.ts'

/** What is recorded of a data set, where its bytes are, and the command that brings both together. */
export function DataSetPanel({ dataSet }: { readonly dataSet: DataSet }) {
  const { path, description, stage, kind, hash, bytes, files } = dataSet
  const command = commandOf(dataSet)
  return (
    <section className={names['panel']} aria-labelledby="data-title" tabIndex={0}>
      <h2 id="data-title">{path}</h2>
      {description === null ? undefined : <p>{description}</p>}
      <dl>
        <dt>{kind === 'pipeline' ? 'Made by' : kind === 'import' ? 'Imported by' : 'Tracked by'}</dt>
        <dd>{stage}</dd>
        <dt>Work tree</dt>
        <dd>{workTreeText(dataSet)}</dd>
        <dt>Cache</dt>
        <dd>{cacheText(dataSet)}</dd>
        <dt>Size</dt>
        <dd>
          {bytes === null ? 'not recorded' : sizeText(bytes)}
          {files === null ? '' : `, ${counted(files, 'file')}`}
        </dd>
        <dt>Hash</dt>
        <dd>{hash === null ? 'none yet' : <code>{hash}</code>}</dd>
      </dl>
      {command === undefined ? undefined : <CommandText command={command} />}
    </section>
  )
}

function sizeText(bytes: number): string {
  const exact = counted(bytes, 'byte')
  return bytes < 1000 ? exact : `${bytesText(bytes)} (${exact})`
}
