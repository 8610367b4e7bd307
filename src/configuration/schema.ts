/** The configuration as JSON Schema (draft 2020-12), for editors that know TOML. */
import { elements } from '../render/terminal/themes.ts';
import type { Place, Value } from './keys.ts';
import { keysOf } from './keys.ts';

/** @returns a schema of the files of a place */
export function schemaOf(place: Place): object {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: place === 'user' ? 'config.toml of readings' : '.readings.toml of a library',
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(
      keysOf(place).map(({ name, description, value }) => [name, { description, ...typeOf(value) }]),
    ),
  };
}

const text = { type: 'string' } as const;
const texts = { anyOf: [text, { type: 'array', items: text }] } as const;

function typeOf(value: Value): object {
  switch (value.type) {
    case 'text':
      return text;
    case 'flag':
      return { type: 'boolean' };
    case 'choice':
      return { enum: value.choices };
    case 'number':
      return { type: 'integer', minimum: value.least, maximum: value.most };
    case 'texts':
      return texts;
    case 'table': {
      const own = value.several ? texts : text;
      return value.names
        ? {
            type: 'object',
            additionalProperties: false,
            properties: Object.fromEntries(value.names.map((name) => [name, own])),
          }
        : { type: 'object', additionalProperties: own };
    }
    case 'themes':
      return {
        type: 'object',
        additionalProperties: {
          type: 'object',
          additionalProperties: false,
          properties: Object.fromEntries(['base', ...elements].map((name) => [name, text])),
        },
      };
  }
}
