import * as fs from 'node:fs'
import * as path from 'node:path'
import { makeProject, type TestProject } from '@sterna/testkit'
import { afterEach, describe, expect, it } from 'vitest'

let project: TestProject
afterEach(() => project.remove())

describe('a person who shares data by URL', () => {
  it('can mean a place below another remote', async () => {
    project = await makeProject({ 'a.csv': 'a\n' })
    await project.run('remote add base ../store')
    await project.run('remote add -d below remote://base/of/this')
    await project.run('add a.csv')
    expect((await project.run('push')).shown).toBe('1 file pushed')
    const place = path.join(project.directory, '../store/of/this/files/md5/60/b725f10c9c85c70d97880dfe8191b3')
    expect(fs.readFileSync(place, 'utf8')).toBe('a\n')
  })

  it('hears of remotes that refer to each other, or to none', async () => {
    project = await makeProject({ 'a.csv': 'a\n' })
    await project.run('remote add one remote://two/x')
    await project.run('remote add two remote://one')
    await project.run('remote add three remote://nowhere')
    expect((await project.run('push -r one')).shown).toMatchInlineSnapshot(`
      "ERROR: configuration error - config file error: remotes refer to each other: one → two → one
      Give one of them a URL of its own: sterna remote modify one url URL"
    `)
    expect((await project.run('push -r three')).shown).toMatchInlineSnapshot(`
      "ERROR: failed to push data to the cloud - config file error: remote 'nowhere' doesn't exist
      To see the remotes there are: sterna remote list"
    `)
  })

  it('hears what to use instead of what is not spoken', async () => {
    project = await makeProject({ 'a.csv': 'a\n' })
    const said: string[] = []
    for (const scheme of ['gdrive', 'oss', 'hdfs']) {
      await project.run(`remote add ${scheme} ${scheme}://place/path`)
      said.push((await project.run(`push -r ${scheme}`)).shown)
    }
    expect(said.join('\n')).toMatchInlineSnapshot(`
      "ERROR: failed to push data to the cloud - sterna does not speak 'gdrive://'.
      Mount the drive as a folder, for instance with rclone mount, and give its path as the URL.
      ERROR: failed to push data to the cloud - sterna does not speak 'oss://'.
      OSS speaks S3 as well: give s3://BUCKET/PATH as the URL and its endpoint as endpointurl.
      ERROR: failed to push data to the cloud - sterna does not speak 'hdfs://'.
      Give webhdfs:// as the URL, with the port of the REST service."
    `)
  })

  it('hears that nobody answers, without the secret', async () => {
    project = await makeProject({ 'a.csv': 'a\n' })
    await project.run('remote add -d far s3://bucket/path')
    for (const [option, value] of [
      ['endpointurl', 'http://127.0.0.1:1'],
      ['access_key_id', 'id'],
      ['secret_access_key', 'very-secret'],
    ])
      await project.run(`remote modify --local far ${option} ${value}`)
    await project.run('add a.csv')
    const { shown, code } = await project.run('push')
    expect(code).toBe(1)
    expect(shown).toMatchInlineSnapshot(`
      "ERROR: failed to push data to the cloud - s3://bucket/path: nobody answers there.
      Is the server running, and is the port right?"
    `)
    expect(shown).not.toContain('very-secret')
  })
})
