import { describe, expect, it } from 'vitest'
import { parseOverrides } from '../grammar/parse-override.ts'
import { composeParams } from './compose.ts'
import { refuseHydraSettings } from './hydra-settings.ts'

const files = {
  'config.yaml': 'defaults:\n  - model: resnet\n  - _self_\n\nlr: 0.1 # rate\nname: ${model.name}-${lr}\n',
  'model/resnet.yaml': 'name: resnet\ndepth: 50\n',
  'model/vit.yaml': '# @package _global_.net\nname: vit\n',
}

describe('composing', () => {
  it('merges what the defaults list takes in, resolves references, and writes YAML as Hydra does', () => {
    expect(composed(files)).toBe('model:\n  name: resnet\n  depth: 50\nlr: 0.1\nname: resnet-0.1\n')
  })

  it('takes overrides of values and of groups', () => {
    expect(composed(files, ['lr=1e-5', '+seed=yes', 'model.depth=18'])).toBe(
      "model:\n  name: resnet\n  depth: 18\nlr: 1.0e-05\nname: resnet-1e-05\nseed: 'yes'\n",
    )
    expect(composed({ ...files, 'config.yaml': 'defaults: [model: resnet]\n' }, ['model=vit'])).toBe(
      'net:\n  name: vit\n',
    )
  })

  it('knows what it does not do', () => {
    const refusal =
      (text: string, overrides: string[] = []) =>
      () =>
        composed({ ...files, 'config.yaml': text }, overrides)
    expect(refusal('hydra:\n  searchpath: [file://x]\n')).toThrow(
      '"config" sets hydra.searchpath, which Sterna does not do.',
    )
    expect(refusal('a: 1\n', ['hydra.run.dir=x'])).toThrow(
      '"hydra.run.dir=x" is about Hydra itself, which Sterna does not do.',
    )
    expect(refusal('a: ${now:%Y}\n')).toThrow(
      '"${now:%Y}" at \'a\': "${now:…}" is not done here, only oc.env, oc.select and oc.decode.',
    )
    expect(refusal('# @package _group_\na: 1\n')).toThrow(
      '"conf/config.yaml" has "_group_" in its package, which Sterna does not do.',
    )
    expect(refusal('- a\n')).toThrow('"conf/config.yaml" holds no mapping, which Sterna does not do.')
    expect(refusal('defaults: [../up]\n')).toThrow(
      '"../up" leaves the folder of the configurations, which Sterna does not do.',
    )
    expect(refusal('a: !!python/name:x y\n')).toThrow("'conf/config.yaml' is invalid.")
  })

  it.each([
    [
      'defaults: [model: bert]\n',
      [],
      "In 'config': Could not find 'model/bert' in \"conf\".",
      'Available options: resnet, vit',
    ],
    [
      'defaults: [{model: "???"}]\n',
      [],
      "You must specify 'model'; there is resnet, vit.",
      'Choose one: -S model=OPTION',
    ],
    [
      'a: 1\n',
      ['model=vit'],
      "Could not override 'model'. No match in the defaults list.",
      'To append to your default list use +model=vit',
    ],
    ['a: 1\n', ['~model'], "Could not delete 'model'. No match in the defaults list.", undefined],
    ['a: ${b}\n', [], '"${b}" at \'a\': "${b}" leads to nothing.', undefined],
    ['a: ${b}\nb: ${a}\n', [], '"${b}" at \'a\': the references at "a" go round in a circle.', undefined],
    ['defaults: [config]\n', [], "In 'config': the defaults lists lead round in a circle.", undefined],
    [
      'defaults: [model: resnet, model: vit]\n',
      [],
      'Multiple values for model.',
      "To override a value use 'override model: vit'",
    ],
  ])('refuses %j %j', (text, overrides, message, hint) => {
    const expected = expect.objectContaining({ code: 'composition', message, hint })
    expect(() => composed({ ...files, 'config.yaml': text }, overrides)).toThrow(expected)
  })

  it('refuses what would grow without end', () => {
    const lists = Object.fromEntries(
      Array.from({ length: 40 }, (_, i) => [`c${i}.yaml`, `defaults: [/c${i + 1}, /c${i + 1}]\n`]),
    )
    expect(() => composed({ ...lists, 'c40.yaml': 'a: 1\n', 'config.yaml': 'defaults: [c0]\n' })).toThrow(
      'more than 10000 configurations',
    )
    const texts = Array.from({ length: 60 }, (_, i) => `a${i}: \${a${i + 1}}\${a${i + 1}}\n`).join('')
    expect(() => composed({ 'config.yaml': `${texts}a60: x\n` })).toThrow('its references grow without end')
    const anchors = Array.from(
      { length: 60 },
      (_, i) => `a${i}: &a${i} [${i === 0 ? 'x' : `*a${i - 1}, *a${i - 1}`}]\n`,
    ).join('')
    expect(() => composed({ 'config.yaml': anchors })).toThrow('once its aliases are followed')
  })

  it('names the folder when the primary configuration is not there', () => {
    expect(() => composed({})).toThrow('Cannot find primary config \'config\' in "conf".')
  })
})

function composed(texts: Readonly<Record<string, string>>, overrides: readonly string[] = []): string {
  const directory = { name: 'conf', files: new Map(Object.entries(texts)), folders: new Set(['model']) }
  const parsed = parseOverrides(overrides, () => 0)
  return composeParams({ directory, configName: 'config', overrides: parsed, environment: () => undefined }).text
}

describe('settings of Hydra', () => {
  it('that ask for Python are refused', () => {
    expect(() => refuseHydraSettings({ configModule: 'a.b', pluginsPath: undefined })).toThrow(
      'hydra.config_module is "a.b", a Python module; Sterna runs no Python to find configurations.',
    )
    expect(() => refuseHydraSettings({ configModule: undefined, pluginsPath: 'plugins' })).toThrow(
      'hydra.plugins_path is "plugins"; plugins of Hydra are Python code, which Sterna does not run.',
    )
    expect(() => refuseHydraSettings({ configModule: undefined, pluginsPath: '' })).not.toThrow()
  })
})
