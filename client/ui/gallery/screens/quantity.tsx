import { useState } from 'react'
import { Button, Frame, QuantityPad, ScanBand, SyncChip, type Quantity as Value } from '../../index.ts'

export function Quantity() {
  const [value, setValue] = useState<Value>(24)
  return (
    <Frame
      title="Pick"
      progress="13 of 14"
      onBack={() => {}}
      backLabel="Back"
      chip={<SyncChip online waiting={2} attention={2} />}
      band={<ScanBand say="Total picked?" quiet />}
      problem={<Button>Problem</Button>}
      primary={<Button kind="primary">{`Take ${value ?? 0}`}</Button>}
    >
      <QuantityPad
        steppers
        label="Total picked"
        hint="of 24"
        maxHint="24 at most"
        max={24}
        value={value}
        onChange={setValue}
        packs={[12, 24, 144]}
      />
    </Frame>
  )
}
