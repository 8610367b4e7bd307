/** Creates JSON Schemas (draft 2020-12) of the configuration files, for editors that support them in TOML. */
import { elements } from '../render/terminal/themes.ts';
import type { ConfigurationScope, ValueType } from './keys.ts';
import { listKeys } from './keys.ts';

export function createSchema(scope: ConfigurationScope): object {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: scope === 'user' ? 'readings: config.toml' : 'readings: .readings.toml of a library',
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(
      listKeys(scope).map(({ name, description, value }) => [name, { description, ...toValueSchema(value) }]),
    ),
  };
}

const textSchema = { type: 'string' } as const;
const textListSchema = { anyOf: [textSchema, { type: 'array', items: textSchema }] } as const;

function toValueSchema(value: ValueType): object {
  switch (value.type) {
    case 'text':
      return textSchema;
    case 'flag':
      return { type: 'boolean' };
    case 'choice':
      return { enum: value.choices };
    case 'number':
      return { type: 'integer', minimum: value.min, maximum: value.max };
    case 'texts':
      return textListSchema;
    case 'table': {
      const itemSchema = value.hasLists ? textListSchema : textSchema;
      return value.names
        ? {
            type: 'object',
            additionalProperties: false,
            properties: Object.fromEntries(value.names.map((name) => [name, itemSchema])),
          }
        : { type: 'object', additionalProperties: itemSchema };
    }
    case 'themes':
      return {
        type: 'object',
        additionalProperties: {
          type: 'object',
          additionalProperties: false,
          properties: Object.fromEntries(['base', ...elements].map((name) => [name, textSchema])),
        },
      };
  }
}
