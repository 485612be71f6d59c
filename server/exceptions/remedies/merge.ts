/** The lot was read wrong: all that stands under its number is of another lot of the item. */
import { mergeLots } from '../../lots/merge.ts'
import { missing, openRemedy, type Remedy, requireSku, userOf } from './remedy.ts'

export const merge: Remedy = async (settling) => {
  const { tx, row, input, caller } = settling
  const sku = requireSku(row)
  const wrong = row.lot ?? ''
  const right = input.lot
  if (right === undefined) throw missing('lot', 'Name the lot that it really is.')
  if (right === wrong) throw missing('lot', 'Name another lot than this one.')
  const scene = openRemedy(settling)
  if (!(await scene.ground.lot(sku, right)))
    throw missing('lot', `There is no lot ${right} of ${sku}. Complete this one, or receive that one.`, 'unknown-lot')
  const author = { deviceId: null, userId: userOf(caller) }
  const units = await mergeLots(tx, row.warehouse, author, { sku, wrong, right })
  const said = wrong === '' ? 'without a lot' : `of lot ${wrong}`
  return { settled: true, did: `${units} ${said} are of lot ${right} now.` }
}
