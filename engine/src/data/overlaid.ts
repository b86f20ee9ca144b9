/** The context with some of its parts replaced; the others stay what they are, whenever they are asked for. */
export function overlaid<Context extends object>(context: Context, parts: object): Context {
  return new Proxy(context, {
    get(target, name) {
      if (Object.hasOwn(parts, name)) return Reflect.get(parts, name)
      const value: unknown = Reflect.get(target, name, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}
