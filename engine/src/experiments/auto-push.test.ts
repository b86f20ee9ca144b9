import { describe, expect, it } from 'vitest'
import { autoPushRemote } from './auto-push.ts'

describe('where experiments go as soon as they are made', () => {
  it.each([
    [{}, {}, undefined],
    [{ auto_push: 'true' }, {}, 'origin'],
    [{ auto_push: 'true', git_remote: 'team' }, {}, 'team'],
    [{ git_remote: 'team' }, {}, undefined],
    [{ auto_push: 'true' }, { DVC_EXP_AUTO_PUSH: 'false' }, undefined],
    [{ auto_push: 'true' }, { DVC_EXP_AUTO_PUSH: '' }, undefined],
    [{}, { DVC_EXP_AUTO_PUSH: '1' }, 'origin'],
    [{ git_remote: 'team' }, { DVC_EXP_AUTO_PUSH: 'Yes', DVC_EXP_GIT_REMOTE: 'fork' }, 'fork'],
  ] as const)('%o with %o: %s', (settings: Readonly<Record<string, string>>, variables, expected) => {
    const config = {
      flag: (_: string, option: string) => settings[option] === 'true',
      text: (_: string, option: string) => settings[option],
    }
    expect(autoPushRemote({ config, environment: { variables } })).toBe(expected)
  })
})
