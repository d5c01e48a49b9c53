/** The report's style sheet: light and dark by the reader's setting, colours checked for contrast in both. */
export const style = `
:root { color-scheme: light dark; --page: #fbfaf8; --card: #fff; --ink: #1c2321; --quiet: #5a6561; --line: #dcdad4; --good: #17693f; --bad: #a8201a; --warn: #855300; --main: #1f5f8b; }
@media (prefers-color-scheme: dark) { :root { --page: #14181a; --card: #1c2225; --ink: #e8ebe9; --quiet: #a3aeaa; --line: #384145; --good: #6fce9a; --bad: #ff8a80; --warn: #f0b95b; --main: #7cbcea; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 78rem; padding: 1.5rem 1rem 4rem; background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: 1.25rem; margin: 2.5rem 0 .5rem; } h3 { font-size: 1rem; margin: 1.25rem 0 .5rem; } h4 { margin: .75rem 0 .25rem; font-size: .875rem; } h5 { margin: 0; font-size: 1rem; font-weight: 600; }
.quiet { color: var(--quiet); font-weight: 400; } code { font: .8125rem ui-monospace, monospace; color: var(--quiet); }
.strip { margin: 1rem 0; padding: .75rem 1rem; border-radius: .5rem; border: 1px solid; border-left-width: .5rem; background: var(--card); }
.strip.good { border-color: var(--good); } .strip.bad { border-color: var(--bad); } .strip.warn { border-color: var(--warn); }
.strip strong { font-size: 1.125rem; } .strip ul { margin: .25rem 0 0; padding-left: 1.25rem; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: .75rem; }
.tile { padding: .75rem; border: 1px solid var(--line); border-top: 4px solid var(--quiet); border-radius: .5rem; background: var(--card); color: inherit; text-decoration: none; }
.tile.good { border-top-color: var(--good); } .tile.bad { border-top-color: var(--bad); } .tile.warn { border-top-color: var(--warn); }
.tile b { display: block; font-size: 1.125rem; } .tile span { font-size: .875rem; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; background: var(--card); font-size: .9375rem; }
th, td { padding: .375rem .625rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; } td.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.figures th:nth-child(n+2):nth-child(-n+4) { text-align: right; }
tr.bad td:first-child { box-shadow: inset 4px 0 var(--bad); } tr.good td:first-child { box-shadow: inset 4px 0 var(--good); }
.verdict.bad { color: var(--bad); font-weight: 700; } .verdict.good { color: var(--good); font-weight: 600; }
.plots { display: grid; align-items: start; grid-template-columns: repeat(auto-fit, minmax(19rem, 1fr)); gap: 1rem; } figure { margin: 0; padding: .75rem; border: 1px solid var(--line); border-radius: .5rem; background: var(--card); } figcaption { font-size: .875rem; }
.plot { width: 100%; max-width: 26rem; height: auto; display: block; } .plot text { font: 11px system-ui, sans-serif; fill: var(--quiet); } .plot .axis { font-size: 12px; fill: var(--ink); }
.grid { stroke: var(--line); } .chance { stroke: var(--quiet); stroke-dasharray: 4 4; } .curve { fill: none; stroke: var(--main); stroke-width: 2.5; } .curve.thin { stroke-width: 1.5; } .dot { fill: var(--main); fill-opacity: .75; } .point { fill: var(--bad); stroke: var(--card); stroke-width: 2; }
.bar { display: grid; grid-template-columns: minmax(6rem, 11rem) 1fr 5.5rem; gap: .5rem; align-items: center; font-size: .875rem; margin: .25rem 0; } .bar .label { overflow-wrap: anywhere; } .bar .figure { text-align: right; font-variant-numeric: tabular-nums; }
.track { height: .75rem; border-radius: .25rem; background: color-mix(in srgb, var(--bad) 55%, var(--card)); overflow: hidden; } .fill { display: block; height: 100%; background: var(--good); }
.matrix { width: auto; } .matrix td { text-align: center; min-width: 2.25rem; border: 1px solid var(--line); } .matrix caption { text-align: left; font-size: .875rem; padding: .25rem 0; } .matrix thead th { border: 0; height: 8rem; vertical-align: bottom; padding: .25rem; } .matrix thead span { writing-mode: vertical-rl; transform: rotate(180deg); font-weight: 500; } .matrix tbody th { font-weight: 500; white-space: nowrap; }
.matrix td.right { background: color-mix(in srgb, var(--good) var(--heat), var(--card)); } .matrix td.wrong { background: color-mix(in srgb, var(--bad) var(--heat), var(--card)); font-weight: 700; } .matrix td.recall { border: 0; color: var(--quiet); white-space: nowrap; }
details.failures { margin: .5rem 0; border: 1px solid var(--line); border-radius: .5rem; background: var(--card); } summary { cursor: pointer; padding: .5rem .75rem; font-weight: 600; }
.failure { padding: .625rem .75rem; border-top: 1px solid var(--line); } dl { display: grid; grid-template-columns: 5.5rem 1fr; gap: .125rem .75rem; margin: .375rem 0 0; font-size: .9375rem; } dt { color: var(--quiet); } dd { margin: 0; overflow-wrap: anywhere; } dd.text { white-space: pre-line; }
@media (max-width: 32rem) { .figures :is(th, td):nth-child(3) { display: none; } dl { grid-template-columns: 1fr; } .bar { grid-template-columns: 7rem 1fr 4.5rem; } }
`;
