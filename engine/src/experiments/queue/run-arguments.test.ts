import { describe, expect, it } from 'vitest'
import { parseArguments, type RunArguments, renderArguments } from './run-arguments.ts'

/** `repro.dat` of DVC 3.67 for `exp run --queue`. */
const ofDvc =
  '8004955a010000000000007d94288c046172677394298c066b7761726773947d94288c0772756e5f656e76947d94288c144456435f4558505f424153454c494e455f524556948c2834386230356561386461306437613335396261663232363635653931633834656130306461366535948c0c4456435f4558505f4e414d45948c0a646f726d792d6b6f6273948c084456435f524f4f54948c152f746d702f746d702e45396b354a73755163722f7094758c0774617267657473945d948c0b73696e676c655f6974656d94898c05666f72636594898c0364727994898c0b696e74657261637469766594898c08706970656c696e6594898c0d616c6c5f706970656c696e657394898c0a646f776e73747265616d94898c0972656375727369766594898c10666f7263655f646f776e73747265616d94898c0470756c6c94898c0d616c6c6f775f6d697373696e6794898c086f6e5f6572726f72948c046661696c9475752e'

const plain: RunArguments = {
  targets: [],
  flags: {
    single_item: false,
    force: false,
    dry: false,
    interactive: false,
    pipeline: false,
    all_pipelines: false,
    downstream: false,
    recursive: false,
    force_downstream: false,
    pull: false,
    allow_missing: false,
  },
  onError: 'fail',
  variables: {
    DVC_EXP_BASELINE_REV: '48b05ea8da0d7a359baf22665e91c84ea00da6e5',
    DVC_EXP_NAME: 'dormy-kobs',
    DVC_ROOT: '/tmp/tmp.E9k5JsuQcr/p',
  },
}

describe('what a queued experiment is run with', () => {
  it('is written as DVC writes it', () => {
    expect(Buffer.from(renderArguments(plain)).toString('hex')).toBe(ofDvc)
  })

  it('is read as DVC wrote it', () => {
    expect(parseArguments(Buffer.from(ofDvc, 'hex'))).toEqual(plain)
  })

  it('comes back as it was', () => {
    const more: RunArguments = {
      ...plain,
      targets: ['a', 'b@c'],
      flags: { ...plain.flags, force: true, pull: true },
      onError: 'keep-going',
    }
    expect(parseArguments(renderArguments(more))).toEqual(more)
  })
})
