/* A text by the offsets that Python counts: code points, where a string of the browser counts two for some letters. */

/** @typedef {readonly [number, number]} Span */

const WORD = /[\p{L}\p{N}\p{M}]+(?:['’‐‑.-][\p{L}\p{N}\p{M}]+)*|[^\s]/gu;

export class ArticleText {
  /** @param {string} text */
  constructor(text) {
    this.points = Array.from(text);
  }

  /**
   * The passage from one offset to another.
   *
   * @param {Span} span
   */
  cut([start, end]) {
    return this.points.slice(start, end).join("");
  }

  /**
   * The words of a passage, and its signs, each with its offsets.
   *
   * @param {Span} span
   * @returns {[number, number][]}
   */
  words(span) {
    const text = this.cut(span);
    /** @type {[number, number][]} */
    const words = [];
    let at = span[0], read = 0;
    for (const match of text.matchAll(WORD)) {
      at += Array.from(text.slice(read, match.index)).length;
      const length = Array.from(match[0]).length;
      words.push([at, at + length]);
      at += length;
      read = match.index + match[0].length;
    }
    return words;
  }
}

/**
 * Whether two passages share a letter.
 *
 * @param {Span} one
 * @param {Span} other
 */
export const overlap = (one, other) => one[0] < other[1] && other[0] < one[1];
