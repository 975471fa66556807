#include "report/html_page.hpp"

namespace muster::report {

const std::string_view page_style = R"(
:root{color-scheme:light dark;--page:#f4f6f8;--card:#fff;--text:#18212c;--soft:#5d6b7a;--rule:#e3e8ed;
--online:#2a9d78;--offline:#e3a32c;--crashed:#d64545;--quarantined:#8b5cc7;--blue:#3577d4;--cancelled:#8a97a5;
--pending:#dfe5ea;--fault:#e88f5a;--shade:rgba(232,124,60,.12);--shade-text:#b4531c;--good:#15803d;--bad:#c62f2f;
--warn:#a16207;--good-soft:#e7f6ec;--bad-soft:#fdecec}
@media(prefers-color-scheme:dark){:root{--page:#0f1317;--card:#181e24;--text:#e5eaef;--soft:#93a1af;--rule:#2a323a;
--online:#35b58b;--offline:#dda23b;--crashed:#ea6464;--quarantined:#a883dd;--blue:#5b97ea;--cancelled:#6f7c89;
--pending:#323c46;--fault:#c9703c;--shade:rgba(240,138,74,.13);--shade-text:#f0a070;--good:#4ac47d;--bad:#f27a7a;
--warn:#e0b04a;--good-soft:#14291e;--bad-soft:#351b1d}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--text);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,
"DejaVu Sans",sans-serif}
main{max-width:1240px;margin:0 auto;padding:28px 20px 48px}
h1{font-size:25px;line-height:1.25;margin:0 0 4px;overflow-wrap:anywhere}
h2{font-size:17px;margin:34px 0 12px}
h3{font-size:14px;margin:0;font-weight:600;overflow-wrap:anywhere}
.soft{color:var(--soft)}
td.whole{white-space:nowrap}
td.said{min-width:250px}
.small{font-size:13px}
.verdict{display:flex;gap:10px;align-items:center;margin:18px 0 20px;padding:13px 18px;border-radius:10px;
font-size:17px;font-weight:600;border-left:5px solid}
.verdict.good{color:var(--good);background:var(--good-soft)}
.verdict.bad{color:var(--bad);background:var(--bad-soft)}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:12px}
.card{background:var(--card);border:1px solid var(--rule);border-radius:10px;padding:14px 16px}
.tile b{display:block;font-size:23px;line-height:1.3;font-weight:650;font-variant-numeric:tabular-nums}
.grid2{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,480px),1fr));gap:14px}
figure{margin:0}
figure svg{display:block;width:100%;height:auto;margin-top:6px}
.head{display:flex;justify-content:space-between;gap:12px;align-items:baseline;flex-wrap:wrap}
.legend{display:flex;flex-wrap:wrap;gap:3px 14px;font-size:12.5px;color:var(--soft);margin-top:4px}
.legend i{display:inline-block;width:10px;height:10px;border-radius:3px;background:var(--c);margin-right:5px}
.scroll{overflow-x:auto}
.scroll table{min-width:680px}
table{border-collapse:collapse;width:100%;font-size:14px}
th{font-weight:600;color:var(--soft);font-size:12.5px;text-align:left}
th,td{padding:7px 12px 7px 0;border-bottom:1px solid var(--rule);vertical-align:top}
tr:last-child td{border-bottom:0}
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
code,.mono{font:13px/1.5 ui-monospace,SFMono-Regular,Menlo,"DejaVu Sans Mono",monospace;overflow-wrap:anywhere}
.mark{font-weight:700}
.parts{display:flex;width:130px;height:12px;margin-top:5px;border-radius:3px;overflow:hidden;background:var(--pending)}
.parts i{background:var(--c);min-width:2px}
td.good,b.good,span.good{color:var(--good)}
td.bad,b.bad,span.bad{color:var(--bad)}
td.warn,b.warn,span.warn{color:var(--warn)}
svg text{font:11px system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;fill:var(--soft)}
svg .grid{stroke:var(--rule);stroke-width:1}
svg .y{text-anchor:end}
svg .x{text-anchor:middle}
svg .x.last{text-anchor:end}
svg .area{fill:var(--c)}
svg .light .area{opacity:.2}
svg .line{fill:none;stroke:var(--c);stroke-width:1.8;stroke-linejoin:round;stroke-linecap:round}
svg .span{fill:var(--shade)}
svg .span-top{fill:var(--fault)}
svg .span-name{fill:var(--shade-text)}
svg line.mark{stroke:var(--soft);stroke-dasharray:4 3}
svg .bar{fill:var(--c)}
svg .bar-name{fill:#fff;font-weight:600}
svg .row-name{fill:var(--text);font-size:12.5px}
svg .cursor{stroke:var(--text);stroke-width:1;opacity:0}
#tip{position:fixed;pointer-events:none;display:none;background:var(--card);border:1px solid var(--rule);
border-radius:8px;padding:8px 11px;font-size:12.5px;box-shadow:0 4px 16px rgba(0,0,0,.18);z-index:9;min-width:150px}
#tip div{display:flex;justify-content:space-between;gap:16px}
#tip i{font-style:normal;color:var(--soft)}
pre{margin:6px 0 0;white-space:pre-wrap}
dl{display:grid;grid-template-columns:max-content 1fr;gap:5px 20px;margin:0}
dt{color:var(--soft)}
dd{margin:0;overflow-wrap:anywhere}
@media print{body{background:#fff}.card{break-inside:avoid}}
)";

const std::string_view page_script = R"(
const data=JSON.parse(document.getElementById('data').textContent),tip=document.getElementById('tip');
const charts=[...document.querySelectorAll('figure[data-chart]')];
const nearest=t=>{let best=0;data.times.forEach((v,i)=>{if(Math.abs(v-t)<Math.abs(data.times[best]-t))best=i});return best};
const number=v=>v===null?'–':v.toLocaleString('en-US',{maximumSignificantDigits:v%1?5:15});
const row=(name,value)=>{const d=document.createElement('div'),a=document.createElement('i'),b=document.createElement('span');
a.textContent=name;b.textContent=value;d.append(a,b);return d};
const hide=()=>{tip.style.display='none';charts.forEach(f=>f.querySelector('.cursor').style.opacity=0)};
const show=(figure,event)=>{
if(!data.times.length)return;
const box=figure.querySelector('svg').getBoundingClientRect(),part=(event.clientX-box.left)/box.width;
const i=nearest((part-data.left)/(data.right-data.left)*data.end),c=data.charts[figure.dataset.chart];
const at=(data.left+data.times[i]/data.end*(data.right-data.left))*600;
charts.forEach(f=>{const l=f.querySelector('.cursor');l.setAttribute('x1',at);l.setAttribute('x2',at);l.style.opacity=.45});
const title=document.createElement('b');title.textContent=data.labels[i];
tip.replaceChildren(title,...c.names.map((n,s)=>row(n,number(c.values[s][i]))).reverse());
tip.style.display='block';
const right=event.clientX+tip.offsetWidth+24>innerWidth;
tip.style.left=(right?event.clientX-tip.offsetWidth-14:event.clientX+14)+'px';
tip.style.top=Math.min(event.clientY+12,innerHeight-tip.offsetHeight-8)+'px'};
charts.forEach(f=>{f.addEventListener('pointermove',e=>show(f,e));f.addEventListener('pointerleave',hide)});
)";

}  // namespace muster::report
