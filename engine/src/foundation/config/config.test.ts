import { describe, expect, it } from 'vitest'
import { absolutePath, type Failure } from '../base/index.ts'
import { type Environment, memoryFileSystem } from '../system/index.ts'
import {
  addRemote,
  type ConfigContext,
  type ConfigLevel,
  configFiles,
  listSettings,
  loadConfig,
  modifyRemote,
  parseSettingName,
  readSetting,
  removeRemote,
  renameRemote,
  setDefaultRemote,
  setOption,
  unsetOption,
} from './index.ts'

const places: Readonly<Record<ConfigLevel, string>> = {
  system: '/etc/xdg/dvc/config',
  global: '/home/ann/.config/dvc/config',
  repo: '/project/.dvc/config',
  local: '/project/.dvc/config.local',
}

describe('the merged settings', () => {
  it('take each option from the strongest level that has it, and know which that is', () => {
    const config = loadConfig(
      machine({
        global: '[core]\nremote = far\nautostage = true\n[remote "far"]\nurl = s3://bucket/x\n',
        repo: '[Core]\nRemote = Near\n[\'remote "near"\']\nurl = ../store\n',
        local: '[remote "near"]\njobs = 4\n',
      }),
    )
    expect(config.defaultRemote()).toBe('near')
    expect(config.flag('core', 'autostage')).toBe(true)
    expect(config.remotes().map((remote) => [remote.name, remote.url])).toEqual([
      ['far', 's3://bucket/x'],
      ['near', '/project/store'],
    ])
    expect([...config.remote('near').options]).toEqual([
      ['url', '/project/store'],
      ['jobs', '4'],
    ])
    expect(config.origin({ kind: 'remote', name: 'near' }, 'jobs')?.level).toBe('local')
    expect(config.origin({ kind: 'plain', name: 'core' }, 'remote')?.file).toBe(places.repo)
  })

  it('have defaults', () => {
    const config = loadConfig(machine({}))
    expect(config.flag('core', 'autostage')).toBe(false)
    expect(config.flag('core', 'analytics')).toBe(true)
    expect(config.cacheDirectory()).toBe('/project/.dvc/cache')
    expect(config.cacheTypes()).toEqual(['reflink', 'copy'])
    expect(config.isShared()).toBe(false)
    expect(config.defaultRemote()).toBeUndefined()
  })

  it.each([
    ['../up', '/project/up'],
    ['/data/cache', '/data/cache'],
    ['~/cache', '/home/ann/cache'],
  ])('resolve paths from the directory of the file: %s is %s', (text, path) => {
    expect(loadConfig(machine({ repo: `[cache]\ndir = ${text}\n` })).cacheDirectory()).toBe(path)
  })

  it.each(['type = hardlink, symlink', 'type = "hardlink,symlink"'])('read kinds of link from %s', (line) => {
    expect(loadConfig(machine({ repo: `[cache]\n${line}\nshared = Group\n` })).cacheTypes()).toEqual([
      'hardlink',
      'symlink',
    ])
  })

  it('take the place of a remote as cache where an old project says so', () => {
    const text = '[cache]\nlocal = store\n[remote "store"]\nurl = ../store\n'
    expect(loadConfig(machine({ repo: text })).cacheDirectory()).toBe('/project/store')
  })

  it('warn of features that nobody knows', () => {
    const text = '[feature]\nx = 1\ny = 1\n'
    expect(loadConfig(machine({ repo: text })).warnings).toEqual([
      "'feature.x', 'feature.y' config options are unsupported",
    ])
  })

  it.each([
    ['[core]\nautostage = yes', "expected true or false for dictionary value @ data['core']['autostage']"],
    ['[core]\nnosuch = 1', "extra keys not allowed @ data['core']['nosuch']"],
    ['[nosuch]\na = 1', "extra keys not allowed @ data['nosuch']"],
    ['[core]\nchecksum_jobs = x', "expected int for dictionary value @ data['core']['checksum_jobs']"],
    ['[core]\nchecksum_jobs = 0', "value must be at least 1 for dictionary value @ data['core']['checksum_jobs']"],
    ['[core]\nsite_cache_dir = a, b', "expected str for dictionary value @ data['core']['site_cache_dir']"],
    ['[cache]\ntype = bogus', "Unsupported cache type(s): bogus for dictionary value @ data['cache']['type']"],
    ['[cache]\nshared = all', "expected one of group for dictionary value @ data['cache']['shared']"],
    ['[remote "r"]\njobs = 1', "expected 'url' for dictionary value @ data['remote']['r']"],
    ['[remote "r"]\nurl = bogus://x', "Unsupported URL type bogus:// for dictionary value @ data['remote']['r']"],
    ['[remote "r"]\nurl = s3://b\nport = 1', "extra keys not allowed @ data['remote']['r']['port']"],
    [
      '[remote "r"]\nurl = http://h\nread_timeout = -1',
      "value must be at least 0 for dictionary value @ data['remote']['r']['read_timeout']",
    ],
    [
      '[remote "r"]\nurl = hdfs://h\nreplication = 1',
      "expected int for dictionary value @ data['remote']['r']['replication']",
    ],
    [
      '[hydra]\nconfig_dir = a\nconfig_module = b',
      "two or more values in the same group of exclusion 'config_source' @ data['hydra'][<config_source>]",
    ],
  ])('are refused in the words of DVC: %j', (text, problem) => {
    expect(messageOf(() => loadConfig(machine({ repo: `${text}\n` })))).toBe(`config file error: ${problem}`)
  })

  it('may be anything for a remote below another one', () => {
    const text = '[remote "a"]\nurl = remote://b/x\nwhatever = 1\n'
    expect(loadConfig(machine({ repo: text })).remote('A').url).toBe('remote://b/x')
  })

  it('name the file and the line that cannot be read', () => {
    expect(messageOf(() => loadConfig(machine({ repo: '[core]\noops\n' })))).toBe(
      'config file error: "/project/.dvc/config" is no valid INI file: this is neither a [section] nor a key = value (line 2, column 1).',
    )
  })

  it('have no remote that is not there', () => {
    expect(messageOf(() => loadConfig(machine({})).remote('nope'))).toBe(
      "config file error: remote 'nope' doesn't exist",
    )
  })
})

describe('the places of config files', () => {
  it('follow the environment', () => {
    const { environment, root } = machine({})
    const at = (variables: Record<string, string>) => [...configFiles({ ...environment, variables }, root).values()]
    expect(at({})).toEqual(Object.values(places))
    expect(at({ XDG_CONFIG_HOME: '/x', XDG_CONFIG_DIRS: '/y:/z' }).slice(0, 2)).toEqual([
      '/y/dvc/config',
      '/x/dvc/config',
    ])
    expect(at({ DVC_GLOBAL_CONFIG_DIR: '/g', DVC_SYSTEM_CONFIG_DIR: '/s' }).slice(0, 2)).toEqual([
      '/s/config',
      '/g/config',
    ])
  })
})

describe('writing a setting', () => {
  it('gives the bytes that DVC writes', () => {
    const context = machine({ repo: '' })
    addRemote(context, 'repo', 'Store', './sub/dir', { default: true })
    setOption(context, 'repo', parseSettingName('cache.type'), 'hardlink,symlink')
    setOption(context, 'repo', parseSettingName('cache.dir'), '../c')
    setOption(context, 'repo', parseSettingName('remote.store.jobs'), '8')
    expect(textOf(context, 'repo')).toBe(
      [
        '[core]',
        '    remote = store',
        '[cache]',
        '    type = "hardlink,symlink"',
        '    dir = ../../c',
        `['remote "store"']`,
        '    url = ../sub/dir',
        '    jobs = 8',
        '',
      ].join('\n'),
    )
  })

  it('keeps comments', () => {
    const context = machine({ repo: '# of the team\n[core]\n    autostage = true  # handy\n' })
    setOption(context, 'repo', parseSettingName('core.remote'), 's')
    expect(textOf(context, 'repo')).toBe('# of the team\n[core]\n    autostage = true  # handy\n    remote = s\n')
  })

  it('writes nothing that would be refused', () => {
    const context = machine({ repo: '' })
    const act = () => setOption(context, 'repo', parseSettingName('core.autostage'), 'maybe')
    expect(messageOf(act)).toMatch(/expected true or false/)
    expect(textOf(context, 'repo')).toBe('')
  })

  it('takes out, down to an empty file', () => {
    const context = machine({ repo: '[core]\n    remote = a\n' })
    unsetOption(context, 'repo', parseSettingName('core.remote'))
    expect(textOf(context, 'repo')).toBe('\n')
    expect(messageOf(() => unsetOption(context, 'repo', parseSettingName('core.remote')))).toBe(
      "config file error: option 'remote' doesn't exist in section 'core'",
    )
    expect(messageOf(() => unsetOption(context, 'repo', parseSettingName('remote.x.url')))).toBe(
      "config file error: remote 'x' doesn't exist",
    )
  })

  it('needs a project for its own levels only', () => {
    const context = { ...machine({}), root: undefined }
    setOption(context, 'global', parseSettingName('core.autostage'), 'true')
    expect(textOf(context, 'global')).toBe('[core]\n    autostage = true\n')
    expect(messageOf(() => setOption(context, 'repo', parseSettingName('core.autostage'), 'true'))).toBe(
      'config file error: Not inside a DVC repo',
    )
  })
})

describe('remotes', () => {
  const two = '[core]\n    remote = a\n[\'remote "a"\']\n    url = s3://a\n[\'remote "b"\']\n    url = s3://b\n'

  it('are not added twice, unless forced, which forgets the old options', () => {
    const context = machine({ repo: '[\'remote "a"\']\n    url = s3://a\n    region = x\n' })
    expect(messageOf(() => addRemote(context, 'repo', 'a', 's3://c', {}))).toBe(
      "config file error: remote 'a' already exists. Use `-f|--force` to overwrite it.",
    )
    addRemote(context, 'repo', 'a', 's3://c', { force: true })
    expect(textOf(context, 'repo')).toBe('[\'remote "a"\']\n    url = s3://c\n')
  })

  it('get secrets in the local file', () => {
    const context = machine({ repo: two })
    modifyRemote(context, 'local', 'a', 'secret_access_key', 'a#b')
    expect(textOf(context, 'local')).toBe('[\'remote "a"\']\n    secret_access_key = "a#b"\n')
    expect(textOf(context, 'repo')).toBe(two)
  })

  it('must be known to become the default or to be changed', () => {
    const context = machine({ repo: two, local: '[remote "c"]\nurl = s3://c\n' })
    setDefaultRemote(context, undefined, 'c')
    expect(textOf(context, 'repo')).toContain('remote = c')
    expect(messageOf(() => setDefaultRemote(context, 'repo', 'c'))).toBe(
      'config file error: default remote must be present in remote list.',
    )
    expect(messageOf(() => modifyRemote(context, 'repo', 'nope', 'jobs', '1'))).toBe(
      "config file error: remote 'nope' doesn't exist.",
    )
  })

  it('take what makes them the default with them, also from stronger files', () => {
    const context = machine({ repo: two, local: '[core]\n    remote = a\n' })
    removeRemote(context, 'repo', 'a')
    expect(textOf(context, 'repo')).toBe('[\'remote "b"\']\n    url = s3://b\n')
    expect(textOf(context, 'local')).toBe('\n')
  })

  it('are renamed with the defaults that name them', () => {
    const context = machine({ repo: two })
    expect(messageOf(() => renameRemote(context, 'repo', 'a', 'b'))).toBe(
      "config file error: Rename failed. Remote name 'b' already exists.",
    )
    renameRemote(context, 'repo', 'a', 'c')
    expect(textOf(context, 'repo')).toBe(
      '[core]\n    remote = c\n[\'remote "b"\']\n    url = s3://b\n[\'remote "c"\']\n    url = s3://a\n',
    )
  })
})

describe('showing settings', () => {
  const context = machine({
    global: '[core]\nautostage = true\n',
    repo: '[cache]\ntype = reflink, copy\n[remote "a"]\nurl = ../x\n',
  })

  it('reads one from the strongest level, or from the one that is asked for', () => {
    const name = parseSettingName('Core.AutoStage')
    expect(readSetting(context, name)).toEqual({ key: 'core.autostage', text: 'true', origin: places.global })
    expect(readSetting(context, parseSettingName('core.remote'))).toBeUndefined()
    expect(messageOf(() => readSetting(context, name, 'repo'))).toBe(
      "config file error: option 'autostage' doesn't exist in section 'core'",
    )
    expect(messageOf(() => readSetting(context, parseSettingName('nosuch.x'), 'repo'))).toBe(
      "config file error: section 'nosuch' doesn't exist",
    )
  })

  it('lists all by level, remotes first in each', () => {
    const lines = listSettings(context).map(({ origin, key, text }) => `${origin} ${key}=${text}`)
    expect(lines).toEqual([
      `${places.global} core.autostage=true`,
      '.dvc/config remote.a.url=/project/x',
      ".dvc/config cache.type=['reflink', 'copy']",
    ])
  })

  it.each(['core', 'remote.a.b.c', 'x.y.z'])('does not take %s for a name', (text) => {
    expect(messageOf(() => parseSettingName(text))).toMatch(/^argument name: name argument should look like/)
  })
})

function machine(
  texts: Partial<Record<ConfigLevel, string>>,
): ConfigContext & { root: ReturnType<typeof absolutePath> } {
  const initial = Object.entries(texts).map(([level, text]) => [places[level as ConfigLevel], text])
  const environment: Environment = {
    variables: {},
    workingDirectory: absolutePath('/project'),
    homeDirectory: absolutePath('/home/ann'),
    platform: 'linux',
    processId: 1,
    processors: 1,
    canAsk: () => false,
  }
  return { files: memoryFileSystem(Object.fromEntries(initial)), root: absolutePath('/project'), environment }
}

function textOf({ files }: ConfigContext, level: ConfigLevel): string | undefined {
  return files.readText(absolutePath(places[level]))
}

function messageOf(act: () => unknown): string | undefined {
  try {
    act()
  } catch (error) {
    return (error as Failure).message
  }
  return undefined
}
