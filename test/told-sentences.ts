import { readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import ts from "typescript"

/** A sentence that the server's code tells somebody; `{}` stands where it puts something in. */
export interface ToldSentence {
  text: string
  file: string
  line: number
}

/** Checks of zod that take what is said when they fail, behind so many other arguments. */
const checks: Readonly<Record<string, number>> = {
  ...{ min: 1, max: 1, length: 1, regex: 1, refine: 1, enum: 1, gte: 1, lte: 1, gt: 1, lt: 1 },
  ...{ int: 0, positive: 0, nonnegative: 0, email: 0, url: 0, uuid: 0, nonempty: 0, string: 0, number: 0 },
}

/** Properties that hold what is told to a person: of a problem, a field's fault, a check of zod, a run that failed. */
const tellingProperties = new Set(["message", "detail", "error"])

/** What an expression may say; `isOpen`: reading the code alone does not tell it. */
interface Sayings {
  texts: string[]
  isOpen: boolean
}

interface Module {
  file: string
  source: ts.SourceFile
  /** What is named in it: functions, and the values of constants. A name may stand for several, in several functions. */
  names: Map<string, ts.Node[]>
  /** Which file and name an imported name stands for. */
  imports: Map<string, { file: string; name: string }>
  calls: Map<string, ts.CallExpression[]>
}

const unknown: Sayings = { texts: [], isOpen: true }
const DEEPEST = 8
/** More ways to say one sentence than this are given with `{}` in it. */
const MOST_WAYS = 8

/** Every sentence in these files that is given to an error for people, as the message of a field, as the detail of a problem, or to a check of zod. */
export function findToldSentences(files: readonly string[]): ToldSentence[] {
  const modules = new Map(files.map((file) => [file, readModule(file)]))
  const classes = findErrorClasses([...modules.values()])
  const told: ToldSentence[] = []
  for (const module of modules.values()) {
    const tell = (expression: ts.Node | undefined) => {
      if (expression === undefined) return
      const line = module.source.getLineAndCharacterOfPosition(expression.getStart(module.source)).line + 1
      for (const text of read(expression, module, modules, 0).texts)
        if (/\p{L}{2}/u.test(text.replaceAll("{}", ""))) told.push({ text, file: module.file, line })
    }
    visit(module.source, (node) => {
      if (ts.isNewExpression(node) && ts.isIdentifier(node.expression) && classes.has(node.expression.text))
        for (const argument of node.arguments?.slice(1) ?? []) if (!isOptions(argument)) tell(argument)
      if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.SuperKeyword && isWithin(node, classes))
        for (const argument of node.arguments) if (!isName(argument)) tell(argument)
      if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name) && tellingProperties.has(node.name.text))
        tell(node.initializer)
      if (ts.isShorthandPropertyAssignment(node) && tellingProperties.has(node.name.text)) tell(node.name)
      if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
        const place = checks[node.expression.name.text]
        if (place !== undefined && isZod(node.expression)) tell(node.arguments[place])
      }
    })
  }
  return told
}

function visit(node: ts.Node, look: (node: ts.Node) => void): void {
  look(node)
  ts.forEachChild(node, (child) => visit(child, look))
}

/** The slug of an error, such as "email-taken". */
function isName(node: ts.Node): boolean {
  return ts.isStringLiteralLike(node) && /^[a-z0-9-]+$/.test(node.text)
}

function isOptions(node: ts.Node): boolean {
  return ts.isObjectLiteralExpression(node) || isName(node)
}

function isZod(node: ts.Node): boolean {
  for (let at = node; ; at = at.expression) {
    if (ts.isIdentifier(at)) return at.text === "z" || /(Field|Schema|Text)$/.test(at.text)
    if (!ts.isPropertyAccessExpression(at) && !ts.isCallExpression(at)) return false
  }
}

function isWithin(node: ts.Node, classes: ReadonlySet<string>): boolean {
  for (let at: ts.Node | undefined = node; at !== undefined; at = at.parent)
    if (ts.isClassDeclaration(at)) return classes.has(at.name?.text ?? "")
  return false
}

function readModule(file: string): Module {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true)
  const module: Module = { file, source, names: new Map(), imports: new Map(), calls: new Map() }
  visit(source, (node) => {
    if (ts.isFunctionDeclaration(node) && node.name) push(module.names, node.name.text, node)
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer)
      push(module.names, node.name.text, node.initializer)
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) push(module.calls, node.expression.text, node)
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier) {
      const { text } = node.moduleSpecifier as ts.StringLiteral
      const bindings = ts.isImportDeclaration(node) ? node.importClause?.namedBindings : node.exportClause
      if (text.startsWith(".") && bindings && (ts.isNamedImports(bindings) || ts.isNamedExports(bindings)))
        for (const { name, propertyName } of bindings.elements)
          module.imports.set(name.text, { file: join(dirname(file), text), name: (propertyName ?? name).text })
    }
  })
  return module
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const values = map.get(key)
  if (values) values.push(value)
  else map.set(key, [value])
}

/** DomainError and ParseFailure with everything made from them. */
function findErrorClasses(modules: readonly Module[]): Set<string> {
  const parents = new Map<string, string>()
  for (const { source } of modules)
    visit(source, (node) => {
      if (!ts.isClassDeclaration(node) || !node.name) return
      const parent = node.heritageClauses?.[0]?.types[0]?.expression
      if (parent && ts.isIdentifier(parent)) parents.set(node.name.text, parent.text)
    })
  const found = new Set(["DomainError", "ParseFailure"])
  for (let size = 0; size < found.size; ) {
    size = found.size
    for (const [name, parent] of parents) if (found.has(parent)) found.add(name)
  }
  return found
}

function read(node: ts.Node, module: Module, modules: Map<string, Module>, depth: number): Sayings {
  if (depth > DEEPEST) return unknown
  const follow = (next: ts.Node, within = module) => read(next, within, modules, depth + 1)
  const any = (sayings: readonly Sayings[]): Sayings => ({
    texts: [...new Set(sayings.flatMap(({ texts }) => texts))],
    isOpen: sayings.length === 0 || sayings.some(({ isOpen }) => isOpen),
  })
  if (ts.isStringLiteralLike(node)) return { texts: [node.text], isOpen: false }
  if (ts.isTemplateExpression(node)) return glued(node, follow)
  if (ts.isConditionalExpression(node)) return any([follow(node.whenTrue), follow(node.whenFalse)])
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) return follow(node.expression)
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken)
    return any([follow(node.left), follow(node.right)])
  if (ts.isIdentifier(node)) return readName(node, module, modules, follow)
  if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) return follow(node.expression)
  if (ts.isFunctionDeclaration(node) || ts.isArrowFunction(node)) return any(returnedBy(node).map((one) => follow(one)))
  if (ts.isElementAccessExpression(node)) return follow(node.expression)
  if (ts.isObjectLiteralExpression(node))
    return any(node.properties.map((one) => (ts.isPropertyAssignment(one) ? follow(one.initializer) : unknown)))
  return unknown
}

/** All ways to say a template; where a part is not known it has `{}`. Sentences glued of others are those others, one by one. */
function glued(node: ts.TemplateExpression, follow: (node: ts.Node) => Sayings): Sayings {
  const parts = node.templateSpans.map(({ expression }) => follow(expression))
  const isGlue = [node.head, ...node.templateSpans.map(({ literal }) => literal)].every(
    ({ text }) => text.trim() === "",
  )
  if (isGlue) return { texts: parts.flatMap(({ texts }) => texts), isOpen: true }
  let texts = [node.head.text]
  for (const [i, { literal }] of node.templateSpans.entries()) {
    const part = parts[i] as Sayings
    const ways = part.isOpen || texts.length * part.texts.length > MOST_WAYS ? ["{}"] : part.texts
    texts = texts.flatMap((text) => ways.map((way) => text + way + literal.text))
  }
  return { texts, isOpen: false }
}

function returnedBy(node: ts.FunctionDeclaration | ts.ArrowFunction): ts.Node[] {
  if (!node.body) return []
  if (!ts.isBlock(node.body)) return [node.body]
  const returned: ts.Node[] = []
  visit(node.body, (inner) => {
    if (ts.isReturnStatement(inner) && inner.expression) returned.push(inner.expression)
  })
  return returned
}

function readName(
  node: ts.Identifier,
  module: Module,
  modules: Map<string, Module>,
  follow: (node: ts.Node, within?: Module) => Sayings,
): Sayings {
  if (node.text === "undefined") return { texts: [], isOpen: false }
  const given = argumentsFor(node, module, modules)
  const named = given ?? namedBy(node.text, module, modules)
  const sayings = named.map(([meant, within]) => follow(meant, within))
  return {
    texts: [...new Set(sayings.flatMap(({ texts }) => texts))],
    isOpen: sayings.length === 0 || sayings.some(({ isOpen }) => isOpen),
  }
}

function namedBy(name: string, module: Module, modules: Map<string, Module>): [ts.Node, Module][] {
  const own = module.names.get(name)
  if (own) return own.map((node) => [node, module])
  const from = module.imports.get(name)
  const other = from && modules.get(from.file)
  return from && other ? namedBy(from.name, other, modules) : []
}

/** What is given for a parameter of a named function, wherever it is called; undefined for what is no parameter. */
function argumentsFor(
  node: ts.Identifier,
  module: Module,
  modules: Map<string, Module>,
): [ts.Node, Module][] | undefined {
  for (let at: ts.Node | undefined = node.parent; at !== undefined; at = at.parent) {
    if (!ts.isFunctionDeclaration(at) && !ts.isArrowFunction(at)) continue
    const place = at.parameters.findIndex(({ name }) => ts.isIdentifier(name) && name.text === node.text)
    if (place < 0) continue
    const name = ts.isFunctionDeclaration(at)
      ? at.name
      : ts.isVariableDeclaration(at.parent)
        ? at.parent.name
        : undefined
    if (name === undefined || !ts.isIdentifier(name)) return []
    const standard = at.parameters[place]?.initializer
    return [...modules.values()].flatMap((caller) => {
      const isCalledHere = caller === module || caller.imports.get(name.text)?.file === module.file
      return (isCalledHere ? (caller.calls.get(name.text) ?? []) : []).flatMap((call): [ts.Node, Module][] => {
        const argument = call.arguments[place] ?? standard
        return argument ? [[argument, caller]] : []
      })
    })
  }
  return undefined
}
