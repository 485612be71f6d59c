import { useState } from 'react'
import { Button, Frame, SearchField, TextField } from '../index.ts'

export function Fields() {
  const [text, setText] = useState('')
  const [code, setCode] = useState('24l7')
  const [search, setSearch] = useState('oat')
  return (
    <Frame title="Fields" primary={<Button kind="primary">Use this code</Button>}>
      <SearchField label="Item, bin or lot" value={search} onChange={setSearch} />
      <SearchField label="Item, bin or lot" value="" onChange={setSearch} />
      <TextField label="Code" code value={text} onChange={setText} hint="As it is printed below the bars." />
      <TextField label="Lot" code value={code} onChange={setCode} error="Lot numbers here are digits only." />
    </Frame>
  )
}
