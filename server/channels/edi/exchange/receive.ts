/** Files that have arrived, one after another: stored, then moved away. One that cannot be read keeps no other from it. */
import { type Arrived, isOfDisk } from './folder.ts'
import { type ExchangeDeps, LeaseLost, type Partner } from './partner.ts'
import { storeFile } from './store-file.ts'

/** Returns what kept a file from being read or moved: it stays, and is looked at again. */
export async function receiveFiles({ work, files, report }: ExchangeDeps, partner: Partner): Promise<unknown[]> {
  const { folders, row } = partner
  const faults: unknown[] = []
  for (const name of await files.list(folders.in)) {
    try {
      const arrived = await files.read(folders.in, name)
      if (arrived) await takeIn(arrived)
    } catch (error) {
      if (error instanceof LeaseLost) throw error
      if (!isOfDisk(error)) report(error, `file ${name} of connector ${row.id}`)
      faults.push(error)
    }
  }
  return faults

  async function takeIn(arrived: Arrived): Promise<void> {
    const { sha256, isWhole } = await storeFile(work, partner, arrived)
    const to = isWhole ? folders.done : folders.failed
    await files.move(folders.in, arrived.name, to, `${arrived.name}.${sha256.slice(0, 12)}`)
  }
}
