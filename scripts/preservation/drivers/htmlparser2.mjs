/** Random markup, in whole and in pieces: every event of the parser, and the trees. */
export function drive({ Parser, parseDocument, createDocumentStream, ...library }, record, random) {
  record.log(Object.keys(library));
  for (let round = 0; round < 4000; round++) {
    const markup = random.list(1, 14, () => random.pick(pieces)).join("");
    const options = { xmlMode: random.next() < 0.3, decodeEntities: random.next() < 0.7, recognizeSelfClosing: true };
    record.check(`events of ${markup}`, () => {
      const parser = new Parser(handlerOf(record), options);
      for (let at = 0; at < markup.length; ) {
        const size = random.integer(1, 12);
        parser.write(markup.slice(at, at + size));
        if (random.next() < 0.05) parser.pause();
        at += size;
      }
      parser.resume();
      parser.end();
      return [parser.startIndex, parser.endIndex];
    });
    record.check("tree", () => outline(parseDocument(markup, { ...options, withStartIndices: true })));
  }
  record.check("after the end", () => {
    const parser = new Parser(handlerOf(record));
    parser.end("<p>");
    parser.write("more");
  });
}

const pieces = [
  "<p>",
  "</p>",
  "<div class='a b' id=x>",
  "</div>",
  "text",
  " ",
  "&amp;",
  "&#x41;",
  "&nope;",
  "&lt",
  "<br>",
  "<br/>",
  "<script>if (a < b) {}</script>",
  "<!-- note -->",
  "<!doctype html>",
  "<![CDATA[raw]]>",
  "<?php echo ?>",
  "<li>",
  "<ul>",
  "<table><tr><td>",
  "<svg><path d='M0'/></svg>",
  '<a href="?a=1&b=2">',
  "</a>",
  "<",
  ">",
  "</",
  "<title>x</titl",
  "<option>",
  "<textarea>",
  "</textarea>",
  "<input disabled value>",
  "\u{1f600}",
  "\0",
  "<style>a{}</style>",
  "<p attr='unclosed",
];

/** A handler that notes whatever is called on it. */
function handlerOf(record) {
  return new Proxy(
    {},
    {
      get: (_, name) => (name === "onparserinit" ? undefined : (...args) => record.log(name, args)),
    },
  );
}

function outline(node) {
  const { type, name, data, attribs, startIndex, children } = node;
  return [type, name, data, attribs, startIndex, ...(children ?? []).map(outline)];
}
