import { useState } from 'react'
import { Frame, ScanBand, SignInPad, SyncChip } from '../../index.ts'

export function SignIn() {
  const [pin, setPin] = useState('42')
  return (
    <Frame
      title="Sign in"
      chip={<SyncChip online waiting={0} attention={0} />}
      band={<ScanBand say="Scan your badge" />}
    >
      <SignInPad
        label="Maria, enter your PIN"
        pin={pin}
        length={6}
        onChange={setPin}
        error={pin.length === 6 ? 'That is not the PIN of this badge.' : undefined}
      />
    </Frame>
  )
}
