import { workerData } from 'node:worker_threads'
import { ByteRing } from './byte-ring.ts'
import { DigestAnswers } from './digest-answers.ts'
import { DigestElsewhere } from './digest-elsewhere.ts'
import type { DigestMemory } from './hashing-thread.ts'

const { ring, answers, streams } = workerData as DigestMemory
const digests = new DigestElsewhere(new ByteRing(ring), new DigestAnswers(streams, answers))

/** What runs in a thread of its own, until the process ends. */
for (;;) digests.step()
