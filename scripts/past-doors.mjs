// A plugin of the bundle: who imports a name through a room's door gets the file behind it. In the bundle a module is run when the
// first that imports it is; through the doors every command would run all of them, which takes longer than many a command.
import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

const imports = /^import \{([^}]*)\} from '([^']+)'$/gm
const exports = /^export \{([^}]*)\} from '([^']+)'$/gm

/** `packages`: doors of packages, by the names under which they are imported. */
export function pastDoors(packages) {
  const doors = new Map()
  const setup = ({ onLoad }) =>
    onLoad({ filter: /[\\/](?:engine|cli|server)[\\/]src[\\/].*\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replaceAll(imports, (whole, names, from) =>
        isDoor(from) ? linked(parsed(names), from, path) : whole,
      ),
      loader: 'ts',
      resolveDir: dirname(path),
    }))

  const isDoor = (from) => from in packages || /^\..*\/index\.ts$/.test(from)

  function linked(names, from, importer) {
    return names
      .map(({ name, as }) => ({ as, ...origin(from, importer, name) }))
      .map(({ file, name, as }) => `import { ${name} as ${as} } from ${JSON.stringify(file)}`)
      .join(';')
  }

  /** The file that makes a name, behind however many doors. */
  function origin(from, importer, name) {
    const file = packages[from] ?? resolve(dirname(importer), from)
    const behind = isDoor(from) ? handedOnBy(file).get(name) : undefined
    return behind ? origin(behind.from, file, behind.name) : { file, name }
  }

  function handedOnBy(door) {
    if (!doors.has(door)) doors.set(door, new Map(handedOn(readFileSync(door, 'utf8'))))
    return doors.get(door)
  }

  return { name: 'past-doors', setup }
}

function* handedOn(door) {
  for (const [, names, from] of door.matchAll(exports)) {
    for (const { name, as } of parsed(names)) yield [as, { name, from }]
  }
}

/** The names of an import or export list, without types. */
function parsed(names) {
  return names
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '' && !part.startsWith('type '))
    .map((part) => part.split(' as '))
    .map(([name, as = name]) => ({ name, as }))
}
