import { createRequire } from 'node:module'

const load = createRequire(import.meta.url)

/**
 * Loads a package of weight at the moment it is needed, without waiting. In the published command each such package is a
 * file of its own beside the others; `scripts/build.mjs` has the list.
 */
export function loadPackage<Package>(name: string): Package {
  return load(
    process.env['STERNA_BUNDLED'] === 'yes' ? `./package-${name.replaceAll(/\W/g, '-')}.cjs` : name,
  ) as Package
}
