import * as fs from 'node:fs'
import { createRequire } from 'node:module'
import * as path from 'node:path'
import { fileURLToPath } from 'node:url'

const require = createRequire(import.meta.url)
const packageOf = {
  vega: () => require.resolve('vega'),
  'vega-lite': () => require.resolve('vega-lite'),
  'vega-embed': () => require.resolve('vega-embed'),
}
type PackageName = keyof typeof packageOf

/** Vega and what belongs to it as elements of a page, so that the page is drawn without a network. */
export function pageScripts(): string {
  return (Object.keys(packageOf) as PackageName[])
    .map((name) => fs.readFileSync(scriptFile(name), 'utf8').replace(/\n\/\/# sourceMappingURL=.*/, ''))
    .map((text) => `<script>${text.replaceAll('</script', '<\\/script')}</script>`)
    .join('\n')
}

/** Beside the bundled command, or in the package itself. */
function scriptFile(name: PackageName): string {
  if (process.env['STERNA_BUNDLED'] === 'yes')
    return path.join(path.dirname(fileURLToPath(import.meta.url)), 'page', `${name}.js`)
  return path.join(path.dirname(packageOf[name]()), `${name}.min.js`)
}
