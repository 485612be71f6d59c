import form from '../item/form.module.css'
import { Input } from '../ui/field.tsx'
import { ADDRESS_PARTS } from './address.ts'
import type { Address } from './contract.ts'

/** As a record of traceability asks for it: name, phone, street, city, state, ZIP code, country. */
export function AddressFields({ value, onChange }: { value: Address; onChange: (address: Address) => void }) {
  return (
    <div className={form.pair}>
      {ADDRESS_PARTS.map(([part, label]) => (
        <Input
          key={part}
          label={label}
          value={value[part] ?? ''}
          onChange={(text) => onChange({ ...value, [part]: text })}
        />
      ))}
    </div>
  )
}
