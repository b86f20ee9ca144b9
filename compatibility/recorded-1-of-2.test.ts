import { playRecorded } from './play-recorded.ts'

playRecorded(0, 2)
