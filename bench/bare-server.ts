import fastify from 'fastify';

/** The limit of HTTP on this machine: a bare route that returns the same bytes. Told the port by argument, the bytes by standard input. */
const chunks: Buffer[] = [];
for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
const bytes = Buffer.concat(chunks);
const app = fastify();
app.get('/', (_request, reply) => reply.type('application/json').send(bytes));
await app.listen({ port: Number(process.argv[2]), host: '127.0.0.1' });
process.stdout.write('ready\n');
