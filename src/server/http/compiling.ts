import { createRequire } from 'node:module';
import { withNullables } from './nullables.ts';
import type { FastifySchemaCompiler, FastifyServerOptions } from 'fastify';

type BuildSerializer = NonNullable<
  NonNullable<NonNullable<FastifyServerOptions['schemaController']>['compilersFactory']>['buildSerializer']
>;

// the serialiser that Fastify itself would take, asked of Fastify, so that it is the same one
const ofFastify = createRequire(createRequire(import.meta.url).resolve('fastify'));

/** Compiles the checks of a route when its first request comes: most of some three hundred routes are not asked for days. */
export function validateLater<S>(compiler: FastifySchemaCompiler<S>): FastifySchemaCompiler<S> {
  return (route) => {
    let check: ReturnType<typeof compiler> | undefined;
    return (value) => (check ??= compiler(route))(value);
  };
}

/** The same for answers: a compiled serialiser weighs a tenth of a megabyte and takes milliseconds of the start. */
export const serializeLater: BuildSerializer = (schemas, options) => {
  const build = (ofFastify('@fastify/fast-json-stringify-compiler') as () => BuildSerializer)();
  const compiler = build(schemas, options);
  return (route) => {
    let write: ReturnType<typeof compiler> | undefined;
    return (value) => (write ??= compiler({ ...route, schema: withNullables(route.schema) }))(value);
  };
};
