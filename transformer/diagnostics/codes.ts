/**
 * Every mistake a build can report, by number. The compiler prints 1003 as `TS91003` and the message as
 * `AM1003: …`; docs/diagnostics.md explains each. Numbers are never used again for something else.
 */
export const codes = {
  // Configuration: the plugin entry in tsconfig, or autometrics.json.
  unknownOption: 1001,
  invalidOption: 1002,
  unknownObjective: 1003,
  configFile: 1004,

  // Annotations.
  unknownKey: 1101,
  repeatedKey: 1102,
  emptyValue: 1103,
  unclosedQuote: 1104,
  skipWithOtherKey: 1105,
  nameOnGroup: 1106,
  notOnGenerator: 1107,
  predicateNotInScope: 1108,
  predicateType: 1109,
  notInstrumentable: 1110,
  orphanTag: 1111,
  invalidValue: 1112,
  repeatedTag: 1113,
  shadowedPredicate: 1114,
  conflictingDeclarations: 1115,

  // The project around the annotations.
  moduleFormat: 1201,
  runtimeNotFound: 1202,
  compilerVersion: 1203,
  replacedFunction: 1204,
  noTypes: 1205,
} as const;

export type Code = (typeof codes)[keyof typeof codes];
