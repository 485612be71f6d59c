import { Button, ChoiceList, Frame, StopPanel, SyncChip } from '../../index.ts'

export function Stopped() {
  return (
    <Frame
      title="Pick"
      progress="3 of 14"
      onBack={() => {}}
      backLabel="Back"
      chip={<SyncChip online={false} waiting={12} attention={0} />}
      primary={<Button kind="primary">Scan lot 2417</Button>}
    >
      <StopPanel scanned="That is lot 2431." expected="Lot 2417 goes first.">
        It is older. Take 24 from A-03-2, one bay to the left.
      </StopPanel>
      <ChoiceList
        choices={[
          { id: 'go', label: 'Go to A-03-2' },
          { id: 'gone', label: '2417 is not there' },
          { id: 'override', label: 'Supervisor override…' },
        ]}
        onChoose={() => {}}
      />
    </Frame>
  )
}
