// The house style of the printed page: one serif, one accent, tables ruled across and nothing boxed.
#include "brief/formats.h"

namespace breadcrumb::brief {

std::string_view html_style() {
  return R"css(:root{color-scheme:light dark;--paper:#fff;--ink:#1b1b1b;--soft:#5c5c5c;--rule:#c9c6bf;--hair:#e6e3dc;--accent:#7a2130;--wash:#f6f3ee}
@media (prefers-color-scheme:dark){:root{--paper:#17181a;--ink:#e4e2dd;--soft:#a3a19b;--rule:#4a4a48;--hair:#303030;--accent:#e39aa4;--wash:#222326}}
*{box-sizing:border-box}
html{font-size:17px;-webkit-text-size-adjust:100%}
body{margin:0 auto;max-width:43rem;padding:2.6rem 1.2rem 4rem;background:var(--paper);color:var(--ink);
font:1rem/1.5 "Source Serif 4","Source Serif Pro",Charter,"Bitstream Charter","Iowan Old Style",Georgia,"Liberation Serif","Noto Serif CJK JP","Yu Mincho","Hiragino Mincho ProN","MS Mincho",serif;
font-variant-numeric:oldstyle-nums;hanging-punctuation:first;overflow-wrap:break-word;text-rendering:optimizeLegibility}
html:lang(ja) body,body [lang=ja]{font-family:"Noto Serif CJK JP","Yu Mincho","Hiragino Mincho ProN","MS Mincho",serif;line-break:strict}
body [lang=ja]{font-size:.96em}
html:lang(ja) body{font-variant-numeric:normal;hanging-punctuation:none;line-height:1.65;letter-spacing:0}
html:lang(ja) body [lang=en]{font-family:"Source Serif 4","Source Serif Pro",Charter,Georgia,"Liberation Serif",serif}
html:lang(ja) :is(h3,th,.own){font-style:normal}
html:lang(ja) .own,html:lang(ja) h3{font-family:"Noto Sans CJK JP","Yu Gothic","Hiragino Sans","MS Gothic",sans-serif}
html:lang(ja) h3{font-weight:700;font-size:.96rem}
html:lang(ja) .own{font-size:.94em}
html:lang(ja) h1{font-size:1.7rem}
body :lang(zh){font-family:"Noto Serif CJK SC","Songti SC",SimSun,serif}
body :lang(ko){font-family:"Noto Serif CJK KR",Batang,serif}
header{border-bottom:1.5px solid var(--accent);padding-bottom:.8rem;margin-bottom:1.6rem}
.kicker{margin:0;color:var(--accent);font-variant-caps:all-small-caps;letter-spacing:.06em;font-size:1.08rem;line-height:1.3}
h1{font-size:1.95rem;line-height:1.16;font-weight:600;margin:.15rem 0 .5rem;text-wrap:balance;letter-spacing:-.008em}
.byline{margin:0;color:var(--soft);font-size:.82rem;line-height:1.4;font-variant-numeric:lining-nums}
h2{font-size:1.32rem;line-height:1.25;font-weight:600;margin:2.5rem 0 .6rem;color:var(--accent)}
h3{font-size:1.02rem;line-height:1.3;font-weight:600;margin:1.5rem 0 .35rem;font-style:italic}
h4{font-size:1.02rem;line-height:1.3;font-weight:600;margin:1.6rem 0 .2rem;border-top:1px solid var(--hair);padding-top:.55rem}
h4 b{font-weight:600}
h4 .soft{font-weight:400;font-size:.86em}
section:first-child h2{margin-top:0}
p{margin:0 0 .6rem}
.lede{font-size:1.1rem;line-height:1.46}
.legend{color:var(--soft);font-size:.8rem;line-height:1.45;border-left:2px solid var(--rule);padding-left:.8rem;margin:1rem 0 0}
.legend+.note{margin-top:.9rem}
.small,.thread{font-size:.86rem;color:var(--soft);margin-bottom:.35rem;line-height:1.45}
b{font-weight:600}
.soft{color:var(--soft)}
a{color:inherit;text-decoration:none}
p a:not(sup a):hover,td a:hover{text-decoration:underline}
sup{font-size:.64em;line-height:0;vertical-align:.48em;margin-left:.1em;font-variant-numeric:lining-nums;font-style:normal;font-weight:400}
sup a{color:var(--accent);padding:.3em .12em}
sup a:hover{text-decoration:underline}
sup+sup{margin-left:.25em}
ul{list-style:none;margin:.2rem 0 .6rem;padding:0}
li{position:relative;padding-left:1.1rem;margin:0 0 .28rem}
.bullet{position:absolute;left:0;color:var(--soft)}
blockquote{margin:.25rem 0 .55rem 1.1rem;padding:0;font-size:.94rem;line-height:1.46}
blockquote>.soft:first-child,.side{font-size:.9em}
.redline{margin:.3rem 0 .8rem 1.1rem;font-size:.94rem;line-height:1.55}
ins{color:var(--accent);text-decoration:underline;text-decoration-thickness:1.5px;text-underline-offset:.17em}
del{color:var(--soft);text-decoration:line-through;text-decoration-thickness:1px}
ins.moved{text-decoration-style:double}
del.moved{text-decoration-style:double}
.officer{border-left:2px solid var(--accent);padding-left:.8rem;margin:.4rem 0 .6rem;font-size:.94rem}
.own{font-style:italic}
li.officer{margin-left:.8rem;padding-left:1rem;border:0}li.officer .bullet{left:0}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.84rem;line-height:1.38;font-variant-numeric:lining-nums tabular-nums;border-bottom:1px solid var(--rule);margin:.3rem 0 .9rem}
th{text-align:left;font-weight:400;font-style:italic;color:var(--soft);border-bottom:1px solid var(--rule);padding:.2rem .8rem .25rem 0;vertical-align:bottom}
td{vertical-align:top;padding:.34rem .8rem .34rem 0;border-bottom:1px solid var(--hair)}
tr:last-child td{border-bottom:0}
th:last-child,td:last-child{padding-right:0}
.number{text-align:right}
table.small{font-size:.78rem;color:inherit}
code{font:.86em/1.35 "DejaVu Sans Mono","Liberation Mono",Consolas,monospace;overflow-wrap:anywhere;color:var(--soft)}
.note{font-size:.78rem;line-height:1.42;margin:0 0 .42rem;padding-left:1.7rem;text-indent:-1.7rem}
.note>:first-child{display:inline-block;min-width:1.5rem;text-indent:0;color:var(--accent);font-variant-numeric:lining-nums tabular-nums;font-weight:400}
.note b{font-weight:600}
:target{background:var(--wash);outline:.35rem solid var(--wash)}
figure{margin:1rem 0 1.2rem}
svg{display:block;max-width:100%;height:auto;font-family:inherit;font-variant-numeric:lining-nums tabular-nums}
svg text{fill:var(--ink);font-size:13px}
svg .small{font-size:11.5px;fill:var(--soft)}
svg .soft{fill:var(--soft)}
svg .name{font-size:13px}
svg .middle{text-anchor:middle}
svg .end{text-anchor:end;font-size:11.5px}
svg .strong{font-weight:600}
svg .inverse{fill:var(--paper);font-size:12px;font-weight:600}
svg .axis{stroke:var(--ink);stroke-width:1.1;fill:none}
svg .grid{stroke:var(--hair);stroke-width:1}
svg .full{fill:var(--accent);stroke:var(--accent);stroke-width:1}
svg .halo{stroke:var(--accent);stroke-width:5;stroke-opacity:.28}
svg .ring{fill:var(--paper);stroke:var(--accent);stroke-width:1.8}
svg .dot{fill:var(--soft)}
svg .ghost{fill:none;stroke:var(--soft);stroke-dasharray:2 2.4}
@media (max-width:44rem){html{font-size:16px}body{padding:1.4rem 1rem 3rem}h1{font-size:1.55rem}.wide svg{min-width:31rem;max-width:none}.wide table{min-width:30rem}blockquote,.redline{margin-left:.6rem}}
@media print{:root{color-scheme:light;--paper:#fff;--ink:#000;--soft:#4c4c4c;--rule:#b5b2ab;--hair:#dcd9d2;--accent:#6d1c2a;--wash:#fff}
html{font-size:10.4pt}html:has(body.minister){font-size:9.6pt}html:lang(ja):has(body.minister){font-size:9pt}html:lang(ja) body{line-height:1.55}body{max-width:none;padding:0;orphans:3;widows:3}
h1,h2,h3,h4{break-after:avoid;break-inside:avoid}
figure,tr,.legend{break-inside:avoid}tbody tr:first-child{break-after:avoid}li,blockquote,.redline{break-inside:auto}
.kicker,.byline,.thread,.keep{break-after:avoid}thead{display:table-header-group}.wide{overflow:visible}
.new-page{break-before:page}.new-page h2{margin-top:0}
@page{margin:20mm 21mm 22mm;@bottom-right{content:counter(page) " / " counter(pages);font:8.5pt Georgia,"Liberation Serif",serif;color:#4c4c4c}}}
)css";
}

}  // namespace breadcrumb::brief
