import { onLive, refetchOn } from '../../live.ts';
import { queryClient } from '../../query-client.ts';

// A turned card is looked at by a whole room: it is asked for at once, everything else of practice a little later.
onLive('practice.huddle-', ({ id }) => void queryClient.invalidateQueries({ queryKey: ['practice', 'huddle', id] }));
refetchOn('practice.', ['practice']);
refetchOn('charter.adopted', ['practice', 'today']);
