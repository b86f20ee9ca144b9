import { Failure } from '../../foundation/base/index.ts'
import { letYoungGenerationGrow } from '../../foundation/system/index.ts'
import { openAzure } from './azure/open-azure.ts'
import { openGs } from './gs/open-gs.ts'
import { openHttp } from './http/open-http.ts'
import type { RemoteFiles } from './remote-files.ts'
import type { RemoteLocation } from './remote-location.ts'
import { openS3 } from './s3/open-s3.ts'
import { openSsh } from './ssh/open-ssh.ts'
import { toldFiles } from './told-files.ts'
import { openWebdav } from './webdav/open-webdav.ts'
import { openWebhdfs } from './webhdfs/open-webhdfs.ts'

type OpenRemote = (location: RemoteLocation) => RemoteFiles

/** Every scheme that is spoken: one folder and one line each. */
const schemes: Readonly<Record<string, OpenRemote>> = {
  azure: openAzure,
  gs: openGs,
  http: openHttp,
  https: openHttp,
  s3: openS3,
  ssh: openSsh,
  webdav: openWebdav,
  webdavs: openWebdav,
  webhdfs: openWebhdfs,
}

/** What DVC can and we do not, and what to use instead. */
const instead: Readonly<Record<string, string>> = {
  gdrive: 'Mount the drive as a folder, for instance with rclone mount, and give its path as the URL.',
  oss: 'OSS speaks S3 as well: give s3://BUCKET/PATH as the URL and its endpoint as endpointurl.',
  hdfs: 'Give webhdfs:// as the URL, with the port of the REST service.',
}

/** The files of a place that is reached by URL. Nothing is sent before the first question. */
export function openRemoteFiles(location: RemoteLocation): RemoteFiles {
  const scheme = schemeOf(location.url)
  const open = scheme === undefined ? undefined : schemes[scheme]
  if (open) {
    letYoungGenerationGrow()
    const { tell } = location.environment
    return tell ? toldFiles(open(location), tell) : open(location)
  }
  throw new Failure('unsupported', `sterna does not speak '${scheme}://'.`, {
    hint: instead[scheme ?? ''] ?? `Spoken are folders and ${Object.keys(schemes).join(', ')}.`,
  })
}

/** The scheme of a URL in lower case; undefined for the path of a folder. */
export function schemeOf(url: string): string | undefined {
  return /^([a-z][\w+.-]*):\/\//i.exec(url)?.[1]?.toLowerCase()
}
