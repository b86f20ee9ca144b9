import type { Sequence } from '../../sequence.ts'
import { projectsWithFolders } from './folders.ts'
import { projectsWithGroups } from './groups.ts'
import { smallProjects } from './small.ts'
import { tourOf } from './tour.ts'
import { projectsOfTraining } from './training.ts'

/** Whole projects in the shapes that public ones have. */
export const projectSequences: readonly Sequence[] = [
  ...projectsWithGroups,
  ...projectsWithFolders,
  ...projectsOfTraining,
  ...smallProjects,
].map(tourOf)
