/** Medusa's inventory module in a process of its own, called there: not even HTTP is between it and who asks. */
import { join } from 'node:path'
import { openProgram } from '../child.ts'
import { SALES } from '../orders.ts'
import { CONNECTIONS } from '../plan.ts'
import type { Installed } from './install.ts'
import type { Side, Timed, Told } from './side.ts'

const quantity = SALES.lotsPerSku * SALES.quantity
const atOnce = CONNECTIONS

export async function openMedusa({ folder, version }: Installed, url: string): Promise<Side> {
  const program = await openProgram<object, unknown>(join(folder, 'medusa-inventory.cjs'), {
    ...{ name: 'Medusa', cwd: folder },
  })
  await program.call({ job: 'start', url, skus: SALES.skus, quantity, atOnce })
  return {
    name: `Medusa ${version('@medusajs/inventory')}`,
    async place(orders) {
      const lines = orders.flatMap(({ externalId, lines }) => lines.map((line) => ({ line: externalId, ...line })))
      return (await program.call({ job: 'reserve', lines, atOnce })) as Timed
    },
    read: async (forMs) => (await program.call({ job: 'read', skus: SALES.skus, atOnce, forMs })) as Timed,
    tell: async () => (await program.call({ job: 'tell', quantity })) as Told,
    async close() {
      program.close()
    },
  }
}
