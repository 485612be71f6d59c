import { useState } from 'react'
import { Button, Frame, type Quantity, QuantityPad, ScanBand, SyncChip } from '../../index.ts'

export function Count() {
  const [value, setValue] = useState<Quantity>(36)
  return (
    <Frame
      title="Count"
      progress="bin 2 of 9"
      onBack={() => {}}
      backLabel="Back"
      chip={<SyncChip online waiting={0} attention={0} />}
      band={<ScanBand say="How many Oat bars, lot 2417?" quiet />}
      problem={<Button>Bin empty</Button>}
      primary={
        <Button kind="primary" off={value === null}>
          {value === null ? 'Next' : `${value}, next`}
        </Button>
      }
    >
      <QuantityPad label="In A-03-2" hint="1 case = 12" value={value} onChange={setValue} packs={[12]} />
    </Frame>
  )
}
