import type { LocalStore } from '../storage/index.ts'
import type { SelectedOutput } from './select-outputs.ts'

/** Makes objects of the directories that a stage file lists, as far as the cache lacks them: nobody else may have them. */
export async function keepListed(cache: LocalStore, selected: readonly SelectedOutput[]): Promise<void> {
  for (const { output } of selected) {
    if (!output.recorded?.listing || !output.isCached) continue
    const { hash } = output.recorded
    if (!(await cache.has(hash))) await cache.insertBytes((await cache.read(hash))!, hash)
  }
}
