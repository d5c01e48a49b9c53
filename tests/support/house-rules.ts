import ts from "typescript";
import type { SourceText } from "./typescript-files.ts";

/** One place that breaks a house rule, in words that say what to do. */
export type Finding = { rule: string; path: string; words: string };
type Rule = (file: ts.SourceFile, path: string) => string[];

/**
 * Files other than src/config.ts that may read process.env, each with its reason.
 * A child process that is handed its settings in the environment would stand here.
 */
export const environmentReaders: Record<string, string> = {};

const maxLines = 300;
const minter = "src/answering/verify-claims.ts";
const unusedWords = /^(chunk|ticket|customer|user|agent|util|helper|manager|common|misc)s?$/;

const descendants = (node: ts.Node): ts.Node[] => {
  const found: ts.Node[] = [];
  const visit = (child: ts.Node): void => {
    found.push(child);
    ts.forEachChild(child, visit);
  };
  visit(node);
  return found;
};

const wordsOf = (name: string): string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1 $2")
    .split(/[^A-Za-z]+/)
    .map((word) => word.toLowerCase());

/** In the Slack room these are Slack's own names of its own things (a user is an account, not a member); a second name for them would hide what is meant. */
const slackWords = /^(chunk|user|agent)s?$/;

const withUnusedWord = (name: string, path: string): boolean =>
  wordsOf(name).some((word) => unusedWords.test(word) && !(/slack/.test(path) && slackWords.test(word)));

/** Names that this file itself gives: what it imports or reads from a library keeps the library's name. */
const declaredNames = (file: ts.SourceFile): string[] =>
  descendants(file).flatMap((node) => {
    if (ts.isBindingElement(node) && node.propertyName === undefined && ts.isObjectBindingPattern(node.parent)) return [];
    const name = "name" in node ? (node.name as ts.Node | undefined) : undefined;
    if (name === undefined || !ts.isIdentifier(name) || !isDeclaration(node)) return [];
    return [name.text];
  });

const isDeclaration = (node: ts.Node): boolean =>
  ts.isVariableDeclaration(node) ||
  ts.isFunctionDeclaration(node) ||
  ts.isParameter(node) ||
  ts.isBindingElement(node) ||
  ts.isTypeAliasDeclaration(node) ||
  ts.isInterfaceDeclaration(node) ||
  ts.isClassDeclaration(node) ||
  ts.isPropertySignature(node) ||
  ts.isMethodDeclaration(node) ||
  ts.isTypeParameterDeclaration(node);

const isDefaultExport = (node: ts.Node): boolean =>
  (ts.isExportAssignment(node) && node.isExportEquals !== true) ||
  (ts.canHaveModifiers(node) &&
    ts.getModifiers(node)?.some((modifier) => modifier.kind === ts.SyntaxKind.DefaultKeyword) === true) ||
  (ts.isExportSpecifier(node) && node.name.text === "default");

const speaksOf = (type: ts.Node | undefined, name: string): boolean =>
  type !== undefined && descendants(type).some((node) => ts.isIdentifier(node) && node.text === name);

/** Ways to make a VerifiedAnswer without proof: a cast, `satisfies`, a schema for it, or a typed variable filled with `any`. */
const mints = (node: ts.Node): boolean =>
  ((ts.isAsExpression(node) || ts.isTypeAssertionExpression(node) || ts.isSatisfiesExpression(node)) &&
    speaksOf(node.type, "VerifiedAnswer")) ||
  (ts.isVariableDeclaration(node) && node.initializer !== undefined && isBareReference(node.type, "VerifiedAnswer")) ||
  (ts.isCallExpression(node) &&
    node.typeArguments?.some((type) => speaksOf(type, "VerifiedAnswer") && /custom|parse/.test(node.expression.getText())) ===
      true);

const isBareReference = (type: ts.TypeNode | undefined, name: string): boolean =>
  type !== undefined && ts.isTypeReferenceNode(type) && type.typeName.getText() === name;

const inRuntime = (path: string): boolean => path.startsWith("src/");

const rules: Record<string, Rule> = {
  "short-files": (file, path) => {
    const lines = file.text.split("\n").length - 1;
    return lines > maxLines ? [`${path} has ${lines} lines, ${maxLines} at most: split it by what its parts are for`] : [];
  },
  "environment-in-config": (file, path) =>
    inRuntime(path) && path !== "src/config.ts" && !(path in environmentReaders) && readsEnvironment(file)
      ? [`${path} reads process.env: only src/config.ts does; take the setting as a parameter`]
      : [],
  "no-barrels": (file, path) =>
    file.statements.some((statement) => ts.isExportDeclaration(statement) && statement.moduleSpecifier !== undefined) ||
    /(^|\/)index\.ts$/.test(path)
      ? [`${path} passes on what another file exports: import it from the file that owns it`]
      : [],
  "no-default-exports": (file, path) =>
    descendants(file).some(isDefaultExport) ? [`${path} has a default export: export by name, so that a search finds it`] : [],
  "words-in-use": (file, path) => [
    ...(withUnusedWord(path.split("/").at(-1) ?? "", path)
      ? [`${path}: the file's name is not in the project's words (design section 2)`]
      : []),
    ...declaredNames(file)
      .filter((name) => withUnusedWord(name, path))
      .map((name) => `${path}: ${name} is not in the project's words (design section 2)`),
  ],
  "one-minter": (file, path) =>
    path !== minter && inRuntime(path) && descendants(file).some(mints)
      ? [`${path} makes a VerifiedAnswer: only ${minter} may, because only it has checked the quotations`]
      : [],
  "ports-are-types": (file, path) =>
    path.startsWith("src/ports/") && !file.statements.every(isTypeStatement)
      ? [`${path} holds code: a port is types only; move the code to domain or an adapter`]
      : [],
  "exports-are-explained": (file, path) =>
    path.startsWith("tests/")
      ? []
      : file.statements
          .filter((statement) => isExported(statement) && !isExplained(statement, file))
          .map((statement) => `${path}: say what ${firstName(statement)} is for: what comes in and goes out, units, errors`),
  "checker-stands-alone": (file, path) =>
    /^tools\/(check-quotations|quotations\/|judging\/)/.test(path) && /from "[^"]*\/src\//.test(file.text)
      ? [`${path} imports src: a check must not share code with what it checks`]
      : [],
};

const isExported = (statement: ts.Statement): boolean =>
  ts.canHaveModifiers(statement) &&
  ts.getModifiers(statement)?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword) === true;

/** A docstring of its own, or of the statement that it directly follows, as a type follows its schema. */
const isExplained = (statement: ts.Statement, file: ts.SourceFile): boolean => {
  if (ts.getJSDocCommentsAndTags(statement).length > 0) return true;
  const before = file.statements[file.statements.indexOf(statement) - 1];
  return before !== undefined && isExported(before) && !/\n\s*\n/.test(statement.getFullText()) && isExplained(before, file);
};

const firstName = (statement: ts.Statement): string =>
  /(?:const|type|function|class|interface)\s+(\w+)/.exec(statement.getText())?.[1] ?? "an export";

const readsEnvironment = (file: ts.SourceFile): boolean =>
  descendants(file).some(
    (node) =>
      (ts.isPropertyAccessExpression(node) && node.name.text === "env" && node.expression.getText() === "process") ||
      (ts.isImportSpecifier(node) && node.name.text === "env" && /node:process/.test(node.parent.parent.parent.getText())) ||
      (ts.isCallExpression(node) && /\bloadEnvFile$/.test(node.expression.getText())),
  );

const isTypeStatement = (statement: ts.Statement): boolean =>
  ts.isTypeAliasDeclaration(statement) ||
  ts.isInterfaceDeclaration(statement) ||
  (ts.isImportDeclaration(statement) && statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);

/** Names of the rules that read source text, for a test that plants a fault for each. */
export const houseRuleNames: string[] = Object.keys(rules);

/** Everything in these files that breaks a house rule which import graphs cannot see. */
export const houseRuleFindings = (files: SourceText[]): Finding[] =>
  files.flatMap(({ path, text }) => {
    const file = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true);
    return Object.entries(rules).flatMap(([rule, judge]) => judge(file, path).map((words) => ({ rule, path, words })));
  });
