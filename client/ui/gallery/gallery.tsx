import '../reset.css'
import '../tokens.css'
import { createRoot } from 'react-dom/client'
import { applyAppearance, type TextSize, type Theme } from '../index.ts'
import { Contents } from './contents.tsx'
import { pages } from './pages.ts'

const query = new URLSearchParams(location.search)
applyAppearance((query.get('theme') ?? 'light') as Theme, (query.get('text') ?? '100') as TextSize)

const Page = pages[query.get('page') ?? ''] ?? Contents
const root = document.getElementById('root')
if (root) createRoot(root).render(<Page />)
