import * as fs from 'node:fs'
import { createRequire } from 'node:module'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { debianProgram } from './lab.ts'

/** Undefined where none can be installed. */
export const chromiumProgram = debianProgram('chromium', 'chromium')

export interface OpenedPage {
  readonly page: Page
  readonly context: BrowserContext
  /** Everything that the page complains of, and whatever it asks for elsewhere. */
  readonly heard: readonly string[]
}

/** Chromium, and the pages that are open in it, each in a context of its own. */
export class OpenBrowser {
  readonly #browser: Browser
  readonly #contexts: BrowserContext[] = []

  private constructor(browser: Browser) {
    this.#browser = browser
  }

  static async launch(): Promise<OpenBrowser> {
    const words = ['--no-sandbox', '--disable-gpu']
    return new OpenBrowser(await chromium.launch({ executablePath: chromiumProgram!, args: words }))
  }

  /** Opens an address; `home` is where all that the page may ask for begins. */
  async open(address: string, home: string, options: BrowserContextOptions = {}): Promise<OpenedPage> {
    const context = await this.#browser.newContext({ viewport: { width: 1280, height: 800 }, ...options })
    this.#contexts.push(context)
    const page = await context.newPage()
    const heard: string[] = []
    page.on('console', (message) => message.type() === 'error' && heard.push(message.text()))
    page.on('pageerror', (error) => heard.push(error.message))
    page.on('dialog', (dialog) => {
      heard.push(dialog.message())
      void dialog.dismiss()
    })
    page.on('request', (request) => request.url().startsWith(home) || heard.push(request.url()))
    await page.goto(address)
    return { page, context, heard }
  }

  async closePages(): Promise<void> {
    for (const context of this.#contexts.splice(0)) await context.close()
  }

  close(): Promise<void> {
    return this.#browser.close()
  }
}

/** Light and dark, wide and narrow. */
export const looks = [look('light', 1280), look('dark', 1280), look('light', 400)] as const

export function look(colorScheme: 'light' | 'dark', width: number) {
  return { colorScheme, viewport: { width, height: 800 } } as const
}

const axe = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds. */
interface Findings {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[]
}

/** What axe complains of, each with the first place that it names. */
export async function findingsOfAxe(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  const { violations } = (await page.evaluate('axe.run()')) as Findings
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
}

/** How wide the page is, and how much of that is seen. */
export async function widthsOf(page: Page): Promise<{ readonly whole: number; readonly seen: number }> {
  return page.evaluate('({ whole: document.documentElement.scrollWidth, seen: innerWidth })')
}

/** What the first rows of the table of experiments are called. */
export async function firstRows(page: Page, count: number): Promise<string[]> {
  await page.locator('tbody tr[data-kind=experiment]').first().waitFor()
  const rows = await page.locator('tbody tr:not([aria-hidden]) th[scope=row]').allTextContents()
  return rows.slice(0, count)
}
