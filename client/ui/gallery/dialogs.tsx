import { useState } from 'react'
import { Button, Dialog, Frame } from '../index.ts'

export function Dialogs() {
  const [open, setOpen] = useState(true)
  return (
    <Frame title="Dialog">
      <Button wide onPress={() => setOpen(true)}>
        Sign out
      </Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title="12 are not sent yet"
        actions={
          <>
            <Button kind="plain" wide onPress={() => setOpen(false)}>
              Stay
            </Button>
            <Button kind="primary" wide onPress={() => setOpen(false)}>
              Sign out, keep them
            </Button>
          </>
        }
      >
        <p>They stay on this device and are sent when it is online.</p>
      </Dialog>
    </Frame>
  )
}
