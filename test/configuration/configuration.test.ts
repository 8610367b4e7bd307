/** The keys, what reads them, and what is made of them agree. */
import { describe, expect, it } from 'vitest';
import { type Key, keys, listKeys } from '../../src/configuration/keys.ts';
import { readTable } from '../../src/configuration/reader.ts';
import { createSchema } from '../../src/configuration/schema.ts';
import { createTemplate } from '../../src/configuration/starter-file.ts';

/** The examples of a template as they would be without the mark of a comment. */
const withoutComments = (template: string) => template.replace(/^# /gm, '');

describe.each(['user', 'library'] as const)('the file of a %s', (place) => {
  it('says nothing as it is made, and all that it shows is allowed', () => {
    const template = createTemplate(place);
    expect(template).toMatch(/^(?:(?:## |# ).*\n|\n)+$/);
    const read = readTable('file', withoutComments(template), place);
    expect(Object.keys(read).sort()).toEqual(
      listKeys(place)
        .map(({ name }) => name)
        .sort(),
    );
  });

  it('has a schema that knows the same keys', () => {
    const { properties } = createSchema(place) as { properties: Record<string, object> };
    expect(Object.keys(properties)).toEqual(listKeys(place).map(({ name }) => name));
  });
});

it.each(keys.map((key: Key) => [key.name, key] as const))(
  '%s takes no value of another type, and says in which line it stands',
  (name, { scopes, value }) => {
    const wrong = { text: '1', flag: '"yes"', choice: '"nothing"', number: '1.5', texts: '1', table: '1', themes: '1' };
    expect(() => readTable('file', `${name} = ${wrong[value.type]}\n`, scopes[0] ?? 'user')).toThrow(/^file:1: /);
    expect(() => readTable('file', `\n\n${name} = [1]\n`, scopes[0] ?? 'user')).toThrow(/^file:3: /);
  },
);

it('programs to run are named in no library', () => {
  for (const name of ['pager', 'editor', 'browser', 'libraries', 'default-library'])
    expect(listKeys('library').map((key) => key.name)).not.toContain(name);
});
