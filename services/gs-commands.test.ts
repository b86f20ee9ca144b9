import * as path from 'node:path'
import { makeProject } from '@sterna/testkit'
import { afterAll, expect, it } from 'vitest'
import { describeFarCommands, type FarProject } from './far-commands-contract.ts'
import { makeGoogleLogin } from './google-login.ts'
import { startGsServer } from './gs-server.ts'
import { openAt } from './open-at.ts'

const login = makeGoogleLogin()
const server = await startGsServer({ login })
let places = 0
afterAll(() => server.stop())

async function open(): Promise<FarProject> {
  const url = `gs://plain/commands-${places++}`
  const keyFile = login.keyFile('service_account', server.endpoint)
  const project = await makeProject({ 'd/1': 'one\n', 'd/2': 'two\n', 'key.json': keyFile })
  const credentialpath = path.join(project.directory, 'key.json')
  await project.run(`remote add -d far ${url}`)
  await project.run(`remote modify far endpointurl ${server.endpoint}`)
  await project.run('remote modify --local far credentialpath key.json')
  await project.run('add d')
  return { project, url, files: openAt(url, { endpointurl: server.endpoint, credentialpath }) }
}

describeFarCommands(
  "Google's storage",
  {
    open,
    credentials: "the option 'credentialpath' of the remote",
    nowhere: {
      url: 'gs://nowhere/x',
      cause: 'there is no such bucket.',
      hint: 'Look at its name in the URL, or make it first: gcloud storage buckets create gs://BUCKET',
    },
    secret: 'secret',
  },
  (far) => {
    it('imports a file, hears that there is another version of it, and updates it', async () => {
      const { project, files } = far()
      await files.write('source/x', Buffer.from('x\n'))
      await project.run('import-url remote://far/source/x')
      expect(project.read('x.dvc')).toMatch(
        /etag: 401b30e3b8b5d629635a5c613cdb7919\n {2}size: 2\n {2}version_id: '17\d+'/,
      )
      expect((await project.run('status x.dvc')).shown).toMatchInlineSnapshot(`"Data and pipelines are up to date."`)
      await files.write('source/x', Buffer.from('xx\n'))
      expect((await project.run('status x.dvc')).shown).toMatchInlineSnapshot(`
        "x.dvc:
        	changed deps:
        		update available:   remote://far/source/x"
      `)
      await project.run('update x.dvc')
      expect(project.read('x')).toBe('xx\n')
      expect((await project.run('list-url remote://far/source')).shown).toBe('x')
      await project.run('get-url remote://far/source/x copy')
      expect(project.read('copy')).toBe('xx\n')
    })
  },
)
