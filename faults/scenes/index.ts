import type { Material, Scene } from '../scene.ts'
import { dataScenes } from './data.ts'
import { importScenes } from './imports.ts'
import { pipelineScenes } from './pipelines.ts'
import { placeScenes } from './places.ts'
import { settingsScenes } from './settings.ts'
import { upkeepScenes } from './upkeep.ts'

/** Every command that writes. */
export function scenesOf(material: Material): readonly Scene[] {
  const kinds = [dataScenes, placeScenes, upkeepScenes, importScenes, settingsScenes, pipelineScenes]
  return kinds.flatMap((scenes) => scenes(material))
}
