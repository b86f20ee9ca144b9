import * as z from 'zod'
import { failureBody } from './failure-body.ts'
import type { Route, Routes } from './route.ts'

/** The contract as a document of OpenAPI 3.1. */
export function openApi(routes: Routes, version: string): object {
  const operations = Object.entries(routes).map(([name, one]) => [
    one.path,
    one.method.toLowerCase(),
    operation(name, one),
  ])
  const paths: Record<string, Record<string, unknown>> = {}
  for (const [path, method, described] of operations as [string, string, object][])
    paths[path] = { ...paths[path], [method]: described }
  return {
    openapi: '3.1.0',
    info: { title: 'sterna studio', version },
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    security: [{ token: [] }],
    paths,
  }
}

function operation(name: string, { method, summary, takes, answer }: Route): object {
  const taken = schemaOf(takes, 'input')
  const asked = method === 'GET' ? { parameters: parametersOf(taken) } : { requestBody: bodyOf(taken) }
  return {
    operationId: name,
    summary,
    ...asked,
    responses: {
      200: { description: 'What was asked for.', ...bodyOf(schemaOf(answer, 'output')) },
      default: { description: 'Why it was refused.', ...bodyOf(schemaOf(failureBody, 'output')) },
    },
  }
}

interface ObjectSchema {
  readonly properties?: Readonly<Record<string, object>>
  readonly required?: readonly string[]
}

function parametersOf({ properties = {}, required = [] }: ObjectSchema): object[] {
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }))
}

function bodyOf(schema: object): object {
  return { content: { 'application/json': { schema } } }
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): ObjectSchema {
  const described = z.toJSONSchema(schema, { io, target: 'draft-2020-12' })
  delete described.$schema
  return described as ObjectSchema
}
