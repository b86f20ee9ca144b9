import * as fs from 'node:fs'
import * as path from 'node:path'
import { makeProject, type TestProject } from '@sterna/testkit'
import { afterEach, describe, expect, it } from 'vitest'

let project: TestProject
let source: TestProject | undefined
afterEach(() => {
  project.remove()
  source?.remove()
  source = undefined
})

const makeSource = async () => {
  source = await makeProject({ 'raw data/1.csv': 'one\n', notes: 'read me\n' })
  await source.run("add 'raw data'")
  commitIn(source)
  return source
}
const commitIn = (where: TestProject) => {
  where.git('add', '-A')
  where.git('commit', '--quiet', '-m', 'more')
}
const runImport = async (line: string) => {
  const { stdout, stderr, code } = await project.run(line)
  const shown = `${stdout}${stderr}`.replaceAll(source?.directory ?? '', '<source>')
  return `${shown.replaceAll(project.directory, '<here>').split('\n\nTo track')[0]!.trim()} [${code}]`
}

describe('a person who uses the data of another repository', () => {
  it('imports it, hears of news, and takes them', async () => {
    const { directory, ...other } = await makeSource()
    project = await makeProject({})
    expect(await runImport(`import '${directory}' 'raw data'`)).toMatchInlineSnapshot(
      `"Importing 'raw data (<source>)' -> 'raw data' [0]"`,
    )
    expect(await runImport(`import '${directory}' notes -o 'their notes'`)).toMatchInlineSnapshot(
      `"Importing 'notes (<source>)' -> 'their notes' [0]"`,
    )
    expect(project.read('raw data/1.csv')).toBe('one\n')
    other.write({ 'raw data/2.csv': 'two\n' })
    await source!.run("add 'raw data'")
    commitIn(source!)
    expect(await runImport('status')).toMatchInlineSnapshot(`
      "raw data.dvc:
      	changed deps:
      		update available:   raw data (<source>)
      their notes.dvc:
      	changed deps:
      		update available:   notes (<source>) [0]"
    `)
    expect(await runImport("update 'raw data.dvc'")).toMatchInlineSnapshot(
      `"Importing 'raw data (<source>)' -> 'raw data' [0]"`,
    )
    expect(project.read('raw data/2.csv')).toBe('two\n')
    expect(await runImport("update 'raw data.dvc'")).toMatchInlineSnapshot(
      `"'raw data.dvc' didn't change, skipping [0]"`,
    )
  })

  it('gets it again from there when it has gone here', async () => {
    const { directory } = await makeSource()
    project = await makeProject({})
    await project.run(`import '${directory}' 'raw data'`)
    fs.rmSync(path.join(project.directory, 'raw data'), { recursive: true })
    fs.rmSync(path.join(project.directory, '.dvc/cache'), { recursive: true })
    expect(await runImport('pull')).toMatchInlineSnapshot(`
      "A       raw data/
      2 files fetched and 1 file added [0]"
    `)
    expect(project.read('raw data/1.csv')).toBe('one\n')
  })

  it('keeps what only the workspace has', async () => {
    const { directory } = await makeSource()
    project = await makeProject({})
    await project.run(`import '${directory}' notes`)
    project.write({ notes: 'mine' })
    source!.write({ notes: 'theirs' })
    commitIn(source!)
    expect(await runImport('update notes.dvc')).toMatchInlineSnapshot(`
      "Importing 'notes (<source>)' -> 'notes'
      ERROR: failed update data - 'notes' has changes that are nowhere else.
      To keep them: copy them elsewhere, or sterna commit. To drop them: sterna checkout --force. [1]"
    `)
    expect(project.read('notes')).toBe('mine')
  })

  it('is told what cannot be done, and what to do then', async () => {
    const { directory } = await makeSource()
    project = await makeProject({})
    expect(await runImport(`import '${directory}' nope`)).toMatchInlineSnapshot(`
      "Importing 'nope (<source>)' -> 'nope'
      ERROR: failed to import 'nope' from '<source>'. - 'nope' is not in the repository.
      Neither its data nor its Git files have this path; look at the revision that is meant. [255]"
    `)
    expect(await runImport('import-url s3://bucket/f')).toMatchInlineSnapshot(`
      "Importing 's3://bucket/f' -> 'f'
      ERROR: failed to import s3://bucket/f. You could also try downloading it manually, and adding it with \`sterna add\`. - s3://bucket/f: no credentials for it are anywhere.
      To give them to this machine only: sterna remote modify --local NAME access_key_id ID, and the same for secret_access_key. [1]"
    `)
    expect(await runImport('import-url /x --fs-config user=me')).toMatchInlineSnapshot(
      `"ERROR: failed to import /x. You could also try downloading it manually, and adding it with \`sterna add\`. - config file error: extra keys not allowed @ data['user'] [1]"`,
    )
    expect(await runImport(`import '${directory}' notes --config far`)).toMatchInlineSnapshot(`
      "Importing 'notes (<source>)' -> 'notes'
      ERROR: failed to import 'notes' from '<source>'. - [Errno 2] No such file or directory: 'far'
      Name a file like .dvc/config. [255]"
    `)
    expect(await runImport(`import '${directory}' notes --remote-config url`)).toContain(
      'ERROR: argument --remote-config: Could not parse argument "url" as k1=v1 k2=v2 ... format',
    )
  })

  it('never gets files from outside of the repository through its links', async () => {
    const { directory } = await makeSource()
    fs.writeFileSync(path.join(directory, '..', 'secret'), 'secret')
    fs.mkdirSync(path.join(directory, 'linked'))
    fs.writeFileSync(path.join(directory, 'linked/mine'), 'mine')
    fs.symlinkSync('../../secret', path.join(directory, 'linked/theirs'))
    commitIn(source!)
    project = await makeProject({})
    await project.run(`import '${directory}' linked --rev HEAD`)
    expect(fs.readdirSync(path.join(project.directory, 'linked'))).toEqual(['mine'])
    expect((await project.run(`import '${directory}' linked/theirs`)).code).toBe(255)
    expect((await project.run(`import '${directory}' ../secret`)).code).toBe(255)
  })
})
