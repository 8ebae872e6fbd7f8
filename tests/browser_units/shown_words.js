/* What a module shows a reader that say() has not said: its literal words, and sentences glued from pieces. The module is
 * parsed by TypeScript. Tests use this; it tests nothing by itself. */

import ts from "typescript";

const SAYS = new Set(["say", "sayNodes", "sayCount"]);
// Attributes and properties whose text a reader sees or hears.
const SHOWN = new Set(["aria-label", "aria-valuetext", "title", "placeholder", "alt", "textContent", "innerText"]);
const ADDING = new Set(["append", "prepend", "before", "after", "replaceChildren", "replaceWith"]);
// What builds an element, and which argument is its text. The last of each kind goes on to the end.
/** @type {Record<string, number>} */
const BUILDERS = { node: 2, button: 1, iconButton: 1, element: 2, drawing: 2, nameButton: 1, chipOf: 0 };
// Of these a text is for a program: how something looks, where it lies, what it is called in the page.
const FOR_PROGRAMS = /^(?:class|className|style|d|path|transform|viewBox|font|href|rel|points|clip-path|id|key|form|moment|type|role)$/;
const KEYS = /^(?:Arrow\w+|Page(?:Up|Down)|End|Home|Enter|Escape)$/;
// A style, a shape of SVG, a transform: texts for a program wherever they stand.
const CODE = /^(?:@[a-z-]+\{|[a-z]+\()|\{ [a-z-]+: |^(?:[MLHVCAZ](?:[\d\s.,-]|\0)*)+$/;
const HOLE = "\0", WORD = /\p{L}/u;

/**
 * Each word or sentence that a module shows by itself, as "line 7: "Close"".
 *
 * @param {string} code
 * @returns {string[]}
 */
export function unsaid(code) {
  const file = ts.createSourceFile("module.js", code, ts.ScriptTarget.ES2022, true, ts.ScriptKind.JS);
  /** @type {Map<number, string>} */
  const places = new Map();
  const report = (/** @type {ts.Node} */ at) => {
    const { line } = file.getLineAndCharacterOfPosition(at.getStart(file));
    places.set(at.getStart(file), `line ${line + 1}: ${at.getText(file).slice(0, 80)}`);
  };
  const visit = (/** @type {ts.Node} */ at) => {
    if (ts.isImportDeclaration(at) || ts.isThrowStatement(at)) return;
    for (const text of shownBy(at)) if (WORD.test(template(text)) && !CODE.test(template(text))) report(text);
    if (reads(at) && !excused(at)) report(at);
    ts.forEachChild(at, visit);
  };
  visit(file);
  return [...places].sort(([one], [other]) => one - other).map(([, place]) => place);
}

/**
 * The sentences of a module: what its calls of say() and its siblings are given, a pair for two forms.
 *
 * @param {string} code
 * @returns {{sentences: string[], wrong: string[]}} `wrong`: calls whose sentence is no literal
 */
export function said(code) {
  const file = ts.createSourceFile("module.js", code, ts.ScriptTarget.ES2022, true, ts.ScriptKind.JS);
  /** @type {string[]} */
  const sentences = [], wrong = /** @type {string[]} */ ([]);
  const visit = (/** @type {ts.Node} */ at) => {
    if (ts.isCallExpression(at) && ts.isIdentifier(at.expression) && SAYS.has(at.expression.text)) {
      for (const form of formsOf(at)) {
        if (form && ts.isStringLiteral(form)) sentences.push(form.text);
        else wrong.push(at.getText(file).slice(0, 80));
      }
    }
    ts.forEachChild(at, visit);
  };
  visit(file);
  return { sentences, wrong };
}

/**
 * @param {ts.CallExpression} call
 * @returns {(ts.Node | undefined)[]}
 */
function formsOf(call) {
  if (nameOf(call.expression) !== "sayCount") return [call.arguments[0]];
  const forms = call.arguments[1];
  if (!forms || !ts.isObjectLiteralExpression(forms)) return [undefined];
  return ["one", "other"].map((name) => forms.properties.filter(ts.isPropertyAssignment).find((part) => keyOf(part) === name)?.initializer);
}

/**
 * The expressions whose text this node puts before a reader.
 *
 * @param {ts.Node} at
 * @returns {ts.Expression[]}
 */
function shownBy(at) {
  if (ts.isBinaryExpression(at) && at.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
    return ts.isPropertyAccessExpression(at.left) && SHOWN.has(at.left.name.text) ? texts(at.right) : [];
  }
  if (ts.isPropertyAssignment(at)) return SHOWN.has(keyOf(at)) ? texts(at.initializer) : [];
  if (!ts.isCallExpression(at)) return [];
  const name = nameOf(at.expression), [first] = at.arguments;
  if (name === "setAttribute") return first && ts.isStringLiteral(first) && SHOWN.has(first.text) ? texts(at.arguments[1]) : [];
  if (ADDING.has(name)) return at.arguments.flatMap(texts);
  if (Object.hasOwn(BUILDERS, name) && ts.isIdentifier(at.expression)) {
    const from = BUILDERS[name];
    return at.arguments.slice(from, name === "element" || name === "drawing" ? undefined : from + 1).flatMap(texts);
  }
  return [];
}

/**
 * The literals that an expression may be.
 *
 * @param {ts.Expression | undefined} expression
 * @returns {ts.Expression[]}
 */
function texts(expression) {
  if (!expression) return [];
  if (ts.isStringLiteralLike(expression) || ts.isTemplateExpression(expression)) return [expression];
  if (ts.isParenthesizedExpression(expression)) return texts(expression.expression);
  if (ts.isConditionalExpression(expression)) return [...texts(expression.whenTrue), ...texts(expression.whenFalse)];
  if (ts.isSpreadElement(expression)) return texts(expression.expression);
  if (ts.isArrayLiteralExpression(expression)) return expression.elements.flatMap(texts);
  if (ts.isBinaryExpression(expression)) return [...texts(expression.left), ...texts(expression.right)];
  return [];
}

/**
 * Whether a node reads as words for a reader wherever it stands: a sentence, words glued to a value, a name in capitals.
 *
 * @param {ts.Node} at
 */
function reads(at) {
  if (ts.isTemplateExpression(at) || (ts.isBinaryExpression(at) && at.operatorToken.kind === ts.SyntaxKind.PlusToken)) {
    const text = template(at).replace(new RegExp(`${HOLE}(?:px|rem|em)\\b`, "g"), HOLE);
    return !CODE.test(text) && text.includes(HOLE) && WORD.test(text) && (text.includes(" ") || new RegExp(`${HOLE}\\p{L}{1,3}$`, "u").test(text));
  }
  if (ts.isCallExpression(at) && nameOf(at.expression) === "join") {
    const [separator] = at.arguments;
    return separator !== undefined && ts.isStringLiteral(separator) && WORD.test(separator.text);
  }
  return ts.isStringLiteralLike(at) && /^\p{Lu}\p{Ll}/u.test(at.text) && !KEYS.test(at.text);
}

/**
 * Whether words are not for a reader: they are said already, for the log, for a style, compared, or a name in the page.
 *
 * @param {ts.Node} at
 */
function excused(at) {
  for (let inner = at, outer = at.parent; outer && !ts.isStatement(outer) || outer && ts.isReturnStatement(outer); inner = outer, outer = outer.parent) {
    if (ts.isCallExpression(outer)) {
      const name = nameOf(outer.expression);
      if (ts.isIdentifier(outer.expression) && SAYS.has(name) || ["refuse", "widthOf"].includes(name) || /^console\b/.test(outer.expression.getText())) return true;
      if (Object.hasOwn(BUILDERS, name) && outer.arguments[name === "button" || name === "iconButton" ? 0 : 1] === inner) return true;
      if (["setProperty", "setAttribute", "querySelector", "querySelectorAll", "closest", "matches", "addEventListener"].includes(name) && shownBy(outer).length === 0) return true;
    }
    if (ts.isNewExpression(outer) && /Error$/.test(outer.expression.getText())) return true;
    if (ts.isPropertyAssignment(outer) && FOR_PROGRAMS.test(keyOf(outer))) return true;
    if (ts.isVariableDeclaration(outer) && FOR_PROGRAMS.test(outer.name.getText())) return true;
    if (ts.isBinaryExpression(outer)) {
      if (["===", "!==", "in"].includes(outer.operatorToken.getText())) return true;
      if (outer.operatorToken.kind === ts.SyntaxKind.EqualsToken && ts.isPropertyAccessExpression(outer.left)) {
        if (FOR_PROGRAMS.test(outer.left.name.text) || /\.style\./.test(`${outer.left.getText()}.`)) return true;
      }
    }
    if (ts.isElementAccessExpression(outer) || ts.isArrowFunction(outer) && inner !== outer.body) return true;
  }
  return false;
}

/**
 * The text of an expression, with a hole for each value.
 *
 * @param {ts.Node} at
 * @returns {string}
 */
function template(at) {
  if (ts.isStringLiteralLike(at)) return at.text;
  if (ts.isTemplateExpression(at)) return at.head.text + at.templateSpans.map(({ literal }) => HOLE + literal.text).join("");
  if (ts.isParenthesizedExpression(at)) return template(at.expression);
  if (ts.isBinaryExpression(at) && at.operatorToken.kind === ts.SyntaxKind.PlusToken) return template(at.left) + template(at.right);
  return HOLE;
}

/** @param {ts.Expression} called */
function nameOf(called) {
  return ts.isPropertyAccessExpression(called) ? called.name.text : ts.isIdentifier(called) ? called.text : "";
}

/** @param {ts.PropertyAssignment} part */
function keyOf({ name }) {
  return ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : "";
}
