import { absolutePath } from '../foundation/base/index.ts'
import { Completeness, legacyAreaOf, legacyMemo, openLinks } from '../storage/index.ts'
import type { DataContext } from './data-context.ts'
import { overlaid } from './overlaid.ts'
import type { RecordedContent } from './tracked-stage.ts'

/** What a context needs to have for it. */
export type AreaBase = Pick<DataContext, 'root' | 'cache' | 'links' | 'hashes'>

/** The parts of a context that know how data is hashed and where its objects lie. */
type AreaParts = Pick<DataContext, 'cache' | 'links' | 'hashes' | 'complete'>

/**
 * The context in which recorded content is looked at: the same one, or, for what DVC before 3.0 has recorded, one in
 * which files have the hashes of that time and the cache is its area of that time. Every step of a verb that is about
 * one output can be done in it.
 */
export function areaContext<Context extends AreaBase>(
  context: Context,
  recorded: Pick<RecordedContent, 'isLegacy'> | undefined,
): Context {
  return recorded?.isLegacy ? legacyContext(context) : context
}

/** The context for all that DVC before 3.0 has recorded. */
export function legacyContext<Context extends AreaBase>(context: Context): Context {
  const known = legacyContexts.get(context)
  if (known) return known as Context
  const made = overlaid(context, legacyParts(context))
  legacyContexts.set(context, made)
  return made
}

const legacyContexts = new WeakMap<AreaBase, AreaBase>()

function legacyParts({ root, cache, links, hashes }: AreaBase): AreaParts {
  const area = legacyAreaOf(cache)!
  const scratch = absolutePath(root, '.dvc/tmp')
  return {
    cache: area,
    links: openLinks(area, links.wanted, { scratch }),
    hashes: legacyMemo(hashes, area),
    complete: new Completeness(area, absolutePath(scratch, 'sterna/legacy')),
  }
}
