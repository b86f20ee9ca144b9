import './style/fonts.css'
import './style/tokens.css'
import './style/base.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { live, queries } from './connection/connected.ts'
import { exported } from './connection/exported.ts'
import { applyChosenTheme } from './parts/theme.ts'
import { router } from './router.tsx'

const eventsAddress = '/api/events'

applyChosenTheme()
if (!exported) live.open(eventsAddress)
createRoot(document.getElementById('studio')!).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
)
