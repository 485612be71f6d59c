/** A new server: whoever can read what it prints becomes its first administrator, and looks around in sample items. */
import { newFirstStartCode } from '../../../server/auth/first-start.ts'
import type { Scene } from './scene.ts'

export async function begin({ told, refused, server }: Scene): Promise<void> {
  const first = { name: 'Ingrid', pin: '204816', deviceId: 'DESK-1' }
  await refused('first-start-code-invalid', 'POST', '/auth/first-start', { ...first, code: '000000000000' })
  const { code = '' } = (await newFirstStartCode(server.database.work)) ?? {}
  await told('POST', '/auth/first-start', { ...first, code })
  await told('GET', '/setup')
  await told('POST', '/setup/sample')
  await refused('not-empty', 'POST', '/setup/sample')
}

/** What another system knows comes as a table: looked at first, then written. */
export async function takeOver({ told, refused }: Scene): Promise<void> {
  const rows = [
    { line: 2, cells: { code: 'C-01-1', kind: 'storage', pickSequence: '400' } },
    { line: 3, cells: { code: 'C-01-2', kind: 'storage', pickSequence: '401' } },
  ]
  await told('POST', '/imports/locations/check', { rows })
  await refused('rows-refused', 'POST', '/imports/locations', {
    rows: [{ line: 2, cells: { code: 'C-01-3', kind: 'sky' } }],
  })
  await told('POST', '/imports/locations', { rows }, { key: 'locations-1' })
  await told('POST', '/labels/locations', { locations: ['C-01-1', 'C-01-2'], paper: 'a4-10' })
}
