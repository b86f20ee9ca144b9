import * as fs from 'node:fs'
import * as path from 'node:path'
import { explainSystemError } from '../../../foundation/base/index.ts'
import type { Environment } from '../../../foundation/system/index.ts'
import { type RemoteOptions, textOption } from '../remote-location.ts'

export type Profiles = ReadonlyMap<string, ReadonlyMap<string, string>>

/** Where AWS's two files are. */
export function profileFiles(
  options: RemoteOptions,
  { variables, homeDirectory }: Environment,
): { readonly config: string; readonly credentials: string } {
  const beside = (name: string) => path.join(homeDirectory, '.aws', name)
  return {
    config: textOption(options, 'configpath') ?? variables['AWS_CONFIG_FILE'] ?? beside('config'),
    credentials:
      textOption(options, 'credentialpath') ?? variables['AWS_SHARED_CREDENTIALS_FILE'] ?? beside('credentials'),
  }
}

/** What AWS's two files say, by profile; the credentials file wins. Files that are not there say nothing. */
export function readProfiles({ config, credentials }: ReturnType<typeof profileFiles>): Profiles {
  const profiles = new Map<string, Map<string, string>>()
  for (const file of [config, credentials])
    for (const [name, section] of parseProfiles(readIfThere(file)))
      profiles.set(name, new Map([...(profiles.get(name) ?? []), ...section]))
  return profiles
}

function readIfThere(file: string): string {
  try {
    return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : ''
  } catch (error) {
    throw explainSystemError(error)
  }
}

/** INI with one addition: indented lines are settings of the line above, `s3.addressing_style`. */
export function parseProfiles(content: string): Map<string, Map<string, string>> {
  const profiles = new Map<string, Map<string, string>>()
  let section = new Map<string, string>()
  let above = ''
  for (const line of content.split(/\r?\n/)) {
    const header = /^\s*\[\s*(?:profile\s+)?(.+?)\s*\]/.exec(line)
    if (header) {
      section = profiles.get(header[1]!) ?? new Map()
      profiles.set(header[1]!, section)
      continue
    }
    const setting = /^(\s*)([^#;=\s][^=]*?)\s*=\s*(.*?)\s*$/.exec(line)
    if (!setting) continue
    const [, indent, name, value] = setting
    if (indent === '') above = name!.toLowerCase()
    section.set(indent === '' ? above : `${above}.${name!.toLowerCase()}`, value!)
  }
  return profiles
}
