/** The unit gets the label that it is to have, or loses the one that it has: no two units bear one number. */
import { hasValidCheckDigit } from '../../../shared/barcode/check-digit.ts'
import { isVirtual } from '../../../shared/rules/places.ts'
import { setLabel, unitLabelled } from '../../ledger/units.ts'
import { Problem } from '../../problem.ts'
import { missing, openRemedy, type Remedy } from './remedy.ts'

export const relabel: Remedy = async (settling) => {
  const { row, input } = settling
  const scene = openRemedy(settling)
  const unit = await scene.ground.location(row.location ?? '')
  if (unit?.kind !== 'unit') throw new Problem(409, 'not-a-unit', `There is no unit ${row.location} any more.`)
  if (unit.within !== null && isVirtual(unit.within))
    throw new Problem(409, 'already-shipped', `${unit.code} has left the building with its label.`)
  if (input.sscc === undefined) {
    if (unit.sscc !== null) await setLabel(scene, unit, null)
    return { settled: true, did: `${unit.code} has no label now. Print it one.` }
  }
  if (!/^\d{18}$/.test(input.sscc) || !hasValidCheckDigit(input.sscc))
    throw missing('sscc', 'A label has 18 digits, the last of them the check digit.')
  const other = await unitLabelled(scene, input.sscc)
  if (other && other.code !== unit.code)
    throw new Problem(409, 'label-taken', `The label ${input.sscc} is on ${other.code}.`, { field: 'sscc' })
  if (unit.sscc !== input.sscc) await setLabel(scene, unit, input.sscc)
  return { settled: true, did: `${unit.code} has the label ${input.sscc}.` }
}
