import { absolutePath, findArtifact, getFiles, listFiles, objectPlace, openTree, withoutPassword } from '@sterna/engine'
import { command, flag, number, optionOrNothing, word } from '../shell/command.ts'
import { settingsParameters } from '../shell/settings-parameters.ts'
import { about, withRepository } from '../shell/source-parameters.ts'

export const artifactsGet = command({
  name: 'artifacts get',
  summary: 'Copy an artifact out of a repository by its version or stage.',
  takes: {
    url: word('url', 'A Git repository on this machine.'),
    name: word('name', 'An artifact of its dvc.yaml: model, or path/to:model.'),
    version: optionOrNothing('--rev [version]', 'A version such as v1.0.0; the highest one if left out.'),
    stage: optionOrNothing('--stage [stage]', 'The version that has this stage, such as prod.'),
    out: optionOrNothing('-o, --out [path]', 'Where to put it.'),
    showUrl: flag('--show-url', 'Only print where its bytes are kept.'),
    jobs: number('-j, --jobs <number>', 'How many files at a time; on one machine more than one does not help.'),
    force: flag('-f, --force', 'Overwrite what is there.'),
    ...settingsParameters,
  },
  failureExit: 1,
  exits: { 'not-a-repository': 1, config: 1 },
  run: async ({ url, name, version, stage, out, showUrl, force, ...settings }, { session }) => {
    const { workingDirectory } = session
    try {
      const { commit, path } = await findArtifact({ workingDirectory, location: url, name, version, stage })
      const state = { ...settings, revision: commit, path }
      return await withRepository(session, url, state, async (repository) => {
        const open = await openTree(repository)
        if (showUrl) return [await objectPlace(open, path)]
        const files = await listFiles(open, { path, isRecursive: true, isDataOnly: false, level: undefined })
        await getFiles(open, { path, out, force }, absolutePath(workingDirectory))
        return [`Downloaded ${files.length} file(s) to '${out ?? path.split('/').at(-1)}'`]
      })
    } catch (error) {
      throw about(`failed to get '${name}' from '${withoutPassword(url)}'`, error, [
        'file-exists',
        'target-unknown',
        'missing-data',
        'usage',
        'git',
        'unsupported',
      ])
    }
  },
  show: (lines) => lines,
})
