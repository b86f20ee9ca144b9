import * as fs from 'node:fs'
import type { BrowserContextOptions } from 'playwright-core'
import { OpenBrowser, type OpenedPage } from './browser.ts'
import { builtPages, openStudio, type RunningStudio } from './studio-pages.ts'

/** The studio over a project, with pages as they are published, and a browser that looks at it. */
export class StudioInBrowser {
  readonly studio: RunningStudio
  /** The folder of the pages. */
  readonly pages: string
  readonly #browser: OpenBrowser

  private constructor(studio: RunningStudio, pages: string, browser: OpenBrowser) {
    this.studio = studio
    this.pages = pages
    this.#browser = browser
  }

  static async over(directory: string): Promise<StudioInBrowser> {
    const pages = await builtPages()
    return new StudioInBrowser(await openStudio(directory, pages), pages, await OpenBrowser.launch())
  }

  open(where: string, options?: BrowserContextOptions): Promise<OpenedPage> {
    return this.#browser.open(this.studio.at(where), new URL(this.studio.url).origin, options)
  }

  closePages(): Promise<void> {
    return this.#browser.closePages()
  }

  async close(): Promise<void> {
    await this.#browser.close()
    await this.studio.close()
    fs.rmSync(this.pages, { recursive: true, force: true })
  }
}
