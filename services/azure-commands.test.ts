import { makeProject } from '@sterna/testkit'
import { afterAll } from 'vitest'
import { startAzurite } from './azurite-server.ts'
import { describeFarCommands } from './far-commands-contract.ts'
import { openAt } from './open-at.ts'

const server = await startAzurite()
let places = 0
afterAll(() => server.stop())

describeFarCommands('Azure', {
  open: async () => {
    const url = `azure://plain/commands-${places++}`
    const project = await makeProject({ 'd/1': 'one\n', 'd/2': 'two\n' })
    await project.run(`remote add -d far ${url}`)
    await project.run(`remote modify --local far connection_string ${server.connectionString}`)
    await project.run('add d')
    return { project, url, files: openAt(url, { connection_string: server.connectionString }) }
  },
  credentials: 'the connection string in the options of the remote',
  nowhere: {
    url: 'azure://nowhere/x',
    cause: 'there is no such container.',
    hint: 'Look at its name in the URL, or make it first: az storage container create --name CONTAINER',
  },
  secret: server.key,
})
