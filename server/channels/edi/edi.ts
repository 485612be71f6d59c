/** EDI with one trading partner: files of X12 in folders, which a gateway (AS2, SFTP, a VAN) carries. */
import { resolve } from 'node:path'
import * as v from 'valibot'
import { Problem } from '../../problem.ts'
import type { FileKindOf } from '../connector.ts'
import { folderProblem, foldersOf } from './exchange/folder.ts'
import { ediSettings } from './settings.ts'

export const edi: FileKindOf = {
  kind: 'edi',
  overHttp: false,
  sells: false,
  confirms: false,
  settings: ediSettings,
  credentials: v.strictObject({}),
  batch: 1,
  async check(given) {
    const { folders } = v.parse(ediSettings, given)
    for (const [name, folder] of Object.entries(foldersOf(folders))) {
      const isOurs = (name === 'done' || name === 'failed') && folders[name] === undefined
      const problem = await folderProblem(folder, isOurs)
      if (problem === undefined) continue
      const detail = `folders.${name}: ${folder} ${problem}`
      throw new Problem(422, 'folder-unusable', detail, { field: `folders.${name}` })
    }
  },
  refuseBeside(given, others) {
    const own = resolve(v.parse(ediSettings, given).folders.in)
    for (const [id, settings] of others) {
      if (resolve(v.parse(ediSettings, settings).folders.in) !== own) continue
      // Each would refuse the files of the other's partner.
      const detail = `folders.in: ${own} is where files for connector ${id} arrive. Let the gateway sort files by partner.`
      throw new Problem(409, 'folder-taken', detail, { field: 'folders.in' })
    }
  },
}
