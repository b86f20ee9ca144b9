import { describe, expect, it } from 'vitest'
import { listedFiles } from './listing.ts'

const blob = (name: string, more = '', properties = '') =>
  `<Blob>${name}${more}<Properties><Etag>0x8D</Etag><Content-Length>5</Content-Length>${properties}</Properties></Blob>`
const page = (...blobs: string[]) =>
  `<EnumerationResults><Blobs>${blobs.join('')}</Blobs><NextMarker/></EnumerationResults>`
const own = (key: string) => key.slice('x/'.length)

describe('a page of the list of a container', () => {
  it('has files, and no folders', () => {
    const marked = blob('<Name>x/hadoop</Name>', '<Metadata><hdi_isfolder>true</hdi_isfolder></Metadata>')
    const folder = blob('<Name>x/folder</Name>', '', '<ResourceType>directory</ResourceType>')
    expect(listedFiles(page(blob('<Name>x/a &amp; b</Name>'), folder, marked), own, false)).toEqual([
      { key: 'a & b', bytes: 5, etag: '"0x8D"' },
    ])
  })

  it('has names that XML cannot hold in per cent', () => {
    expect(listedFiles(page(blob('<Name Encoded="true">x/a%01b</Name>')), own, false)[0]?.key).toBe('a\u0001b')
  })

  it('has of every file with versions the one that is there now', () => {
    const version = (id: string, isNow: boolean) =>
      blob(
        '<Name>x/a</Name>',
        `<VersionId>${id}</VersionId>${isNow ? '<IsCurrentVersion>true</IsCurrentVersion>' : ''}`,
      )
    expect(listedFiles(page(version('1', false), version('2', true), blob('<Name>x/b</Name>')), own, true)).toEqual([
      { key: 'a', bytes: 5, etag: '"0x8D"', version: '2' },
      { key: 'b', bytes: 5, etag: '"0x8D"' },
    ])
  })
})
