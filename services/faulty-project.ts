import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { makeProject, type TestProject } from '@sterna/testkit'
import { expect } from 'vitest'
import type { FaultyPlace } from './faulty-places.ts'
import type { Disturbance, Fault } from './faulty-proxy.ts'

/** Objects of the data, with the manifest of its directory. */
export const count = 7

/** So large that it is neither read nor sent at once. */
const large = Buffer.alloc(3 << 20, 'large')
export const largeHash = createHash('md5').update(large).digest('hex')

/** A project with data of so many objects that is not pushed yet, and a remote at the place. */
export async function projectAt(place: FaultyPlace, objects = count): Promise<TestProject> {
  const small = Array.from({ length: objects - 2 }, (_, i) => [`d/${i}`, Buffer.alloc(1000 + i, String(i))])
  const project = await makeProject({ ...Object.fromEntries(small), 'd/large': large })
  await place.begin(project)
  await project.run('add d')
  return project
}

/** Takes away what this machine has of the data. */
export function forget({ directory }: TestProject): void {
  for (const name of ['.dvc/cache', 'd']) fs.rmSync(path.join(directory, name), { recursive: true, force: true })
}

/** Always, to the content of the large object only. */
export function ofTheLargeOne(fault: Fault): Disturbance {
  return ofObject(largeHash, fault)
}

/** The same of another object. */
export function ofObject(hash: string, fault: Fault): Disturbance {
  return {
    fault,
    isMeant: ({ method, url }) =>
      !looking.test(`${method} ${url}`) && decodeURIComponent(url!).includes(`files/md5/${hash.slice(0, 2)}/`),
  }
}

/** What asks whether a file is there. */
const looking = /^HEAD|^PROPFIND|op=GETFILESTATUS/

export function contentsOfCache({ directory }: TestProject): Map<string, Buffer> {
  const folder = path.join(directory, '.dvc/cache')
  const names = fs.existsSync(folder) ? fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }) : []
  const files = names.filter((name) => fs.statSync(path.join(folder, name)).isFile())
  return new Map(files.map((name) => [name, fs.readFileSync(path.join(folder, name))]))
}

/** How many of so many objects there are; fails if one is not whole, or if a directory is there before its files. */
export function countIntact(contents: ReadonlyMap<string, Buffer>, all = count): number {
  const objects = [...contents].filter(([name]) => /^files\/md5\/..\/[0-9a-f]{30}(\.dir)?$/.test(name))
  for (const [name, bytes] of objects) expect(md5Of(bytes)).toBe(name.slice(10).replaceAll(/\/|\.dir/g, ''))
  if (objects.some(([name]) => name.endsWith('.dir'))) expect(objects).toHaveLength(all)
  return objects.length
}

function md5Of(bytes: Buffer): string {
  return createHash('md5').update(bytes).digest('hex')
}
