"""How a report looks: on a phone, on a large screen, on paper, in light and dark."""

from __future__ import annotations

REPORT_STYLE = """
:root { --text: #1c1c1e; --page: #fff; --quiet: #5f6368; --line: #dadce0; --link: #174ea6;
        --mark: #fff0b3; --bar: #5b83b5; --burst: #c2410c; --nothing: #e4e7eb }
@media (prefers-color-scheme: dark) {
  :root { --text: #e8eaed; --page: #17181b; --quiet: #a2a8b0; --line: #3c4043; --link: #9ec1ff;
          --mark: #5a4a12; --bar: #7fa6d8; --burst: #ff9457; --nothing: #2f3237 }
}
body { max-width: 44rem; padding: 1.5rem 1rem 4rem; color: var(--text); background: var(--page);
       overflow-wrap: break-word; -webkit-text-size-adjust: 100% }
h1, h2, h3, nav, figure, .told, .question, .byline {
  font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif }
h1 { font-size: 1.75rem; margin: 0 }
h2 { font-size: 1.3rem; line-height: 1.25; margin: 0 0 .25rem }
h3 { font-size: 1.02rem; line-height: 1.35; margin: 0 }
a { color: var(--link); text-decoration-thickness: .06em; text-underline-offset: .15em }
h3 a { text-decoration: none }
h3 a:hover, h3 a:focus { text-decoration: underline }
mark { color: inherit; background: var(--mark); padding: 0 .1em; border-radius: .15em }
.around { color: var(--quiet) }
.around b { font-weight: inherit; color: var(--text) }
.around .speaker, .speaker { font-weight: 600; color: inherit }
.told, .byline { font-size: .84rem; line-height: 1.45; color: var(--quiet); margin: .15rem 0 0 }
.question { font-size: .95rem; margin: .1rem 0 0 }
nav { font-size: .95rem; line-height: 1.4; border-bottom: 1px solid var(--line);
      margin: 1.5rem 0 0; padding-bottom: 1.5rem }
nav ol { margin: 0; padding-inline-start: 1.7rem }
nav li { margin: .35rem 0 }
nav li::marker, .hits > li::marker { color: var(--quiet); font-variant-numeric: tabular-nums }
section { padding-top: 2.25rem }
section + section { border-top: 1px solid var(--line); margin-top: 2.25rem }
.hits { margin: 1.25rem 0 0; padding-inline-start: 1.7rem }
.hits > li { margin: 0 0 1.4rem }
blockquote { margin: .4rem 0 0; padding-inline-start: .8rem;
             border-inline-start: .2rem solid var(--line) }
figure { margin: 1.1rem 0 0; font-size: .8rem; line-height: 1.4; color: var(--quiet) }
svg { display: block; width: 100%; height: 5.5rem; border-bottom: 1px solid var(--quiet) }
.bar { fill: var(--bar) }
.bar.burst { fill: var(--burst) }
.nothing { fill: var(--nothing); color: var(--nothing) }
.ends { display: flex; justify-content: space-between; gap: 1rem; margin-top: .2rem }
.highest { text-align: end; font-variant-numeric: tabular-nums }
figcaption { margin-top: .4rem }
figcaption p { margin: .15rem 0 0 }
span.burst { color: var(--burst) }
@media (max-width: 30rem) {
  h1 { font-size: 1.45rem }
  nav ol, .hits { padding-inline-start: 1.45rem }
}
@media print {
  :root { --text: #000; --page: #fff; --quiet: #444; --line: #bbb; --link: #000;
          --mark: #fff0b3; --bar: #5b83b5; --burst: #c2410c; --nothing: #e4e7eb }
  @page { margin: 18mm 16mm }
  html { font-size: 10.5pt }
  body { padding: 0; print-color-adjust: exact; -webkit-print-color-adjust: exact }
  h1, h2, h3 { break-after: avoid }
  h3, .byline { break-inside: avoid }
  .hits > li, figure, nav li { break-inside: avoid }
  h3 + .byline { break-after: avoid }
  h3 a[href]::after { content: " (" attr(href) ")"; font-weight: 400; font-size: .75em;
                      color: var(--quiet); overflow-wrap: anywhere }
}
"""
