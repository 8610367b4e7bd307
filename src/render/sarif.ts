/** `sarif`: findings as SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/). */
import type { Format } from './answers.ts';
import { stringifyJson } from './records.ts';

export const sarif: Format = {
  *lint(findings, context) {
    const rules = [...new Map(findings.map(({ rule }) => [rule.name, rule])).values()];
    const log = {
      $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
      version: '2.1.0',
      runs: [
        {
          tool: {
            driver: {
              name: 'readings',
              rules: rules.map(({ name, description }) => ({ id: name, shortDescription: { text: description } })),
            },
          },
          columnKind: 'utf16CodeUnits',
          results: findings.map(({ note, rule, line, column, message }) => ({
            ruleId: rule.name,
            level: 'warning',
            message: { text: message },
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { uri: context.formatUri(note) },
                  region: { startLine: line, startColumn: column },
                },
              },
            ],
          })),
        },
      ],
    };
    yield `${stringifyJson(log)}\n`;
  },
};
