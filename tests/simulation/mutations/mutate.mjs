// Puts one deliberate bug into the code while it is loaded; no file is changed.
import { resolve } from 'node:path'

/** A plugin of vite. Throws where the code that it changes is not there once. */
export function mutating({ name, file, find, replace }) {
  const path = resolve(file)
  return {
    name: 'deliberate bug',
    enforce: 'pre',
    transform(code, id) {
      if (id.split('?')[0] !== path) return null
      if (code.split(find).length !== 2) throw new Error(`"${name}": its place is not in ${file} exactly once.`)
      return code.split(find).join(replace)
    },
  }
}
