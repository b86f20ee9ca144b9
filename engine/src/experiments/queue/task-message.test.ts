import { describe, expect, it } from 'vitest'
import type { QueuedTask } from './queued-task.ts'
import { parseTaskMessage, renderTaskMessage } from './task-message.ts'

const task: QueuedTask = {
  id: '638cd168-e9e7-4b0a-9cbe-2fd7fe7371d7',
  stash: 'b958282f59642e4df5e8d6dc1be713c99fe1258f',
  stashRef: 'refs/exps/celery/stash',
  baseline: '48b05ea8da0d7a359baf22665e91c84ea00da6e5',
  head: '48b05ea8da0d7a359baf22665e91c84ea00da6e5',
  name: 'q1',
  branch: undefined,
  projectRoot: '/tmp/p',
  gitRoot: '/tmp/p',
  copyPaths: [],
  message: undefined,
}
const uuid = '[0-9a-f]{8}-[0-9a-f-]{27}'

/** What DVC 3.67 wrote for this task, but for two numbers that are made up. */
const ofDvc =
  '{"body": "W1t7ImR2Y19yb290IjogIi90bXAvcCIsICJzY21fcm9vdCI6ICIvdG1wL3AiLCAic3Rhc2hfcmVmIjogInJlZnMvZXhwcy9jZWxlcnkvc3Rhc2giLCAic3Rhc2hfcmV2IjogImI5NTgyODJmNTk2NDJlNGRmNWU4ZDZkYzFiZTcxM2M5OWZlMTI1OGYiLCAiYmFzZWxpbmVfcmV2IjogIjQ4YjA1ZWE4ZGEwZDdhMzU5YmFmMjI2NjVlOTFjODRlYTAwZGE2ZTUiLCAiYnJhbmNoIjogbnVsbCwgIm5hbWUiOiAicTEiLCAiaGVhZF9yZXYiOiAiNDhiMDVlYThkYTBkN2EzNTliYWYyMjY2NWU5MWM4NGVhMDBkYTZlNSJ9XSwgeyJjb3B5X3BhdGhzIjogW10sICJtZXNzYWdlIjogbnVsbH0sIHsiY2FsbGJhY2tzIjogbnVsbCwgImVycmJhY2tzIjogbnVsbCwgImNoYWluIjogbnVsbCwgImNob3JkIjogbnVsbH1d", "content-encoding": "utf-8", "content-type": "application/json", "headers": {"lang": "py", "task": "dvc.repo.experiments.queue.tasks.run_exp", "id": "638cd168-e9e7-4b0a-9cbe-2fd7fe7371d7", "shadow": null, "eta": null, "expires": null, "group": null, "group_index": null, "retries": 0, "timelimit": [null, null], "root_id": "638cd168-e9e7-4b0a-9cbe-2fd7fe7371d7", "parent_id": null, "argsrepr": "({\'dvc_root\': \'/tmp/p\', \'scm_root\': \'/tmp/p\', \'stash_ref\': \'refs/exps/celery/stash\', \'stash_rev\': \'b958282f59642e4df5e8d6dc1be713c99fe1258f\', \'baseline_rev\': \'48b05ea8da0d7a359baf22665e91c84ea00da6e5\', \'branch\': None, \'name\': \'q1\', \'head_rev\': \'48b05ea8da0d7a359baf22665e91c84ea00da6e5\'},)", "kwargsrepr": "{\'copy_paths\': [], \'message\': None}", "origin": "gen3025@vm", "ignore_result": false, "replaced_task_nesting": 0, "stamped_headers": null, "stamps": {}}, "properties": {"correlation_id": "638cd168-e9e7-4b0a-9cbe-2fd7fe7371d7", "reply_to": "79a25c9b-7a47-39fb-a9f2-7dc1b8dbae15", "delivery_mode": 2, "delivery_info": {"exchange": "", "routing_key": "celery"}, "priority": 0, "body_encoding": "base64", "delivery_tag": "d2c1ec70-c5b0-471a-a0b1-9cac3677097a"}}'

describe('the message of a task', () => {
  it('is as DVC writes it', () => {
    const madeUp = new RegExp(`"(reply_to|delivery_tag)": "${uuid}"`, 'g')
    const plain = (text: string) => text.replace(madeUp, '"$1": ""')
    expect(plain(renderTaskMessage(task, 'gen3025@vm'))).toBe(plain(ofDvc))
  })

  it('is read, also with files to copy and a text', () => {
    expect(parseTaskMessage(ofDvc)).toEqual(task)
    const more = { ...task, copyPaths: ['a b'], message: 'é', name: undefined, branch: 'x' }
    expect(parseTaskMessage(renderTaskMessage(more, 'o'))).toEqual(more)
  })

  it.each([
    ['no JSON', '{'],
    ['another task', ofDvc.replace('tasks.run_exp', 'tasks.other')],
    ['a body that is no JSON', ofDvc.replace('W1t7', '!!!!')],
    ['a commit that is none', renderTaskMessage({ ...task, stash: '../../x' }, 'o')],
    ['a body of another shape', ofDvc.replace(/"body": "[^"]*"/, '"body": "W10="')],
  ])('is none: %s', (_, text) => {
    expect(parseTaskMessage(text)).toBeUndefined()
  })
})
