import { playRecorded } from './play-recorded.ts'

playRecorded(1, 2)
