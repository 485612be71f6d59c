import { Frame, List, Row } from '../index.ts'
import { pages } from './pages.ts'

const go = (key: string, value: string) => {
  const query = new URLSearchParams(location.search)
  query.set(key, value)
  location.search = query.toString()
}

export function Contents() {
  return (
    <Frame title="Components">
      <List label="Pages">
        {Object.keys(pages).map((page) => (
          <Row key={page} title={page} onPress={() => go('page', page)} />
        ))}
      </List>
      <List label="Theme">
        {['light', 'dark', 'contrast', 'system'].map((theme) => (
          <Row key={theme} title={theme} onPress={() => go('theme', theme)} />
        ))}
      </List>
      <List label="Text">
        {['100', '125', '150'].map((text) => (
          <Row key={text} title={`${text} %`} onPress={() => go('text', text)} />
        ))}
      </List>
    </Frame>
  )
}
