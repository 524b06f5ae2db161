import './theme/layers.css';
import './theme/mantine.css';
import './theme/tokens.css';
import './theme/fonts.css';
import './theme/parts.css';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { onSignedOut } from './api.ts';
import { startLanguages } from './language.ts';
import './modules/cases/search/search-command.ts';
import { queryClient } from './query-client.ts';
import { router } from './routes.tsx';
import { sessionQuery } from './session.ts';
import { colourSchemes } from './theme/colour-scheme.ts';
import { cssVariablesResolver, theme } from './theme/theme.ts';

onSignedOut(() => {
  queryClient.setQueryData(sessionQuery.queryKey, (session) => session && { ...session, user: null, permissions: [] });
  void router.invalidate();
});

void queryClient.prefetchQuery(sessionQuery);
await startLanguages();
const element = document.getElementById('root');
if (element === null) throw new Error('index.html has no #root.');
createRoot(element).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      colorSchemeManager={colourSchemes}
      defaultColorScheme="auto"
      deduplicateCssVariables={false}
    >
      <QueryClientProvider client={queryClient}>
        <Suspense>
          <RouterProvider router={router} />
        </Suspense>
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
