import { type AbsolutePath, absolutePath } from '../foundation/base/index.ts'
import type { FileSystem } from '../foundation/system/index.ts'
import type { ImagePlot, PlotImage } from './plot.ts'

export interface PlacedImage {
  readonly revision: string
  readonly file: AbsolutePath
}

/** Writes the images of a plot into a directory, each named after its revision and its path. */
export function placeImages(files: FileSystem, { images }: ImagePlot, directory: AbsolutePath): PlacedImage[] {
  return images.map((image) => {
    const file = absolutePath(directory, nameOf(image))
    files.writeAtomic(file, image.bytes)
    return { revision: image.revision, file }
  })
}

function nameOf({ revision, file }: PlotImage): string {
  return `${revision}_${file}`.replaceAll('/', '_')
}
