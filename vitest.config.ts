import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

process.env['TZ'] = 'UTC'

export default defineConfig({
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'] } },
  test: {
    include: [
      '{engine,api,server,studio,cli,testkit}/src/**/*.test.ts',
      'scenarios/**/*.test.ts',
      'compatibility/*.test.ts',
    ],
    globalSetup: './vitest.temporary.ts',
    pool: 'threads',
    maxWorkers: Math.max(2, availableParallelism() - 1),
    isolate: false,
    testTimeout: 60_000,
    env: {
      HOME: '/nonexistent',
      AWS_EC2_METADATA_DISABLED: 'true',
      XDG_CONFIG_HOME: '/nonexistent',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_AUTHOR_NAME: 'Ada',
      GIT_AUTHOR_EMAIL: 'ada@example.org',
      GIT_COMMITTER_NAME: 'Ada',
      GIT_COMMITTER_EMAIL: 'ada@example.org',
      SHELL: '/bin/sh',
    },
  },
})
