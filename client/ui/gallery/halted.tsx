import { useState } from 'react'
import { Button, Frame, Halt, unbroken } from '../index.ts'

export function Halted() {
  const [halted, setHalted] = useState(true)
  return (
    <Frame title="Pick">
      <Button wide onPress={() => setHalted(true)}>
        Halt
      </Button>
      {halted && (
        <Halt
          title="NOT RECORDED"
          actions={
            <Button kind="primary" wide onPress={() => setHalted(false)}>
              Try again
            </Button>
          }
        >
          <p>{unbroken('24 × Oat bars 500 g from A-03-2 could not be saved on this device.')}</p>
          <p>Keep them in your hand and try again. If it stays, call a supervisor.</p>
        </Halt>
      )}
    </Frame>
  )
}
