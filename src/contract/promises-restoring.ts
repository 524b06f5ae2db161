import { PromiseDetail } from './promises.ts';
import { route } from './route.ts';
import { ById } from './shapes.ts';

export const restorePromise = route({
  method: 'POST',
  path: '/promises/:id/restore',
  access: 'promises.write',
  summary: 'Put back what was taken back by hand, within minutes and before it is due, as if it had never been away',
  params: ById,
  reply: PromiseDetail,
  status: 200,
});
