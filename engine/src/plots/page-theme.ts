/** How our own page looks: as the system does, light or dark, and on narrow screens with plots that scroll by themselves. */
export const pageStyle = `<style>
:root { color-scheme: light dark; }
body { margin: 8px; background: #fff; color: #222; font-family: sans-serif; }
main > div { max-width: 100%; overflow-x: auto; }
.images { border: 1px solid; text-align: center; white-space: nowrap; }
.images div { border: 1px dotted; display: inline-block; margin: 2px 2px 2px 8px; }
.images img { background: #fff; }
@media (prefers-color-scheme: dark) { body { background: #181818; color: #eee; } }
@media print { body { background: #fff; color: #222; } }
</style>`

const darkConfig = {
  background: 'transparent',
  title: { color: '#eee', subtitleColor: '#ddd' },
  style: {
    'guide-label': { fill: '#ddd' },
    'guide-title': { fill: '#eee' },
    'group-title': { fill: '#eee' },
    'group-subtitle': { fill: '#ddd' },
  },
  axis: { domainColor: '#999', gridColor: '#444', tickColor: '#999' },
  view: { stroke: '#666' },
}

/** As SVG plots stay sharp however large they are shown, and are read aloud; with more rows than this a canvas is quicker. */
const mostRowsAsSvg = 5_000

/** Draws as the system looks, again when that changes, and leaves out what Vega remarks about templates. */
export const pageThemeScript = `<script>
vegaEmbed = (function (embed) {
  var dark = matchMedia('(prefers-color-scheme: dark)');
  var drawn = [];
  function draw(element, spec) {
    var rows = spec.data && spec.data.values ? spec.data.values.length : 0;
    return embed(element, spec, {
      renderer: rows > ${mostRowsAsSvg} ? 'canvas' : 'svg',
      logLevel: vega.Error,
      tooltip: { theme: dark.matches ? 'dark' : 'light' },
      config: dark.matches ? ${JSON.stringify(darkConfig)} : {},
    });
  }
  dark.addEventListener('change', function () {
    drawn.forEach(function (one) { draw(one[0], one[1]); });
  });
  return function (element, spec) {
    drawn.push([element, spec]);
    return draw(element, spec);
  };
})(vegaEmbed);
</script>`
