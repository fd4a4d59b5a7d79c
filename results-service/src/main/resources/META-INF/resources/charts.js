// Draws charts in the colours of the page, in its light and dark, and gives each away as SVG and PNG. What a chart shows
// stands in a table of the same page too, so without this script nothing is missing.
const NOTICE = 'Research use only';
const SCALE = 2;

const charts = (() => {
  const drawn = [];
  const colours = () => {
    const style = getComputedStyle(document.documentElement);
    const colour = name => style.getPropertyValue(`--${name}`).trim();
    return {
      ink: colour('ink'), quiet: colour('quiet'), line: colour('line'), surface: colour('surface'), track: colour('track'),
      succeeded: colour('succeeded'), failed: colour('failed'), score: colour('score'), band: colour('band'),
      series: [1, 2, 3, 4, 5, 6].map(number => colour(`series-${number}`)),
    };
  };

  const axis = (palette, options) => ({
    nameLocation: 'middle', nameGap: 30,
    nameTextStyle: { color: palette.quiet, fontSize: 12 },
    axisLabel: { color: palette.quiet, fontSize: 12 },
    axisLine: { show: true, lineStyle: { color: palette.line } },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: palette.line } },
    ...options,
  });

  const framed = (palette, mark, option) => ({
    animation: false,
    aria: { enabled: true },
    backgroundColor: palette.surface,
    color: palette.series,
    textStyle: { fontFamily: 'system-ui, "DejaVu Sans", sans-serif', color: palette.ink },
    grid: { left: 56, right: 20, top: 36, bottom: 64 },
    tooltip: {
      trigger: 'axis', renderMode: 'richText', backgroundColor: palette.surface, borderColor: palette.line,
      textStyle: { color: palette.ink, fontSize: 12 },
    },
    legend: { type: 'scroll', top: 4, left: 52, right: 12, icon: 'roundRect', itemWidth: 12, itemHeight: 8, textStyle: { color: palette.quiet, fontSize: 12 }, pageTextStyle: { color: palette.quiet }, pageIconColor: palette.ink,
      pageIconInactiveColor: palette.line },
    graphic: [{
      type: 'text', right: 8, bottom: 4, silent: true, style: { text: mark ? `${NOTICE}, ${mark}` : NOTICE, fill: palette.quiet, fontSize: 11 },
    }],
    ...option,
  });

  function draw(entry) {
    const palette = colours();
    entry.chart.setOption(framed(palette, entry.figure.dataset.mark, entry.option(palette, axis.bind(null, palette))), true);
  }

  /** Draws into a figure; `option` makes ECharts' option from the page's colours, and is asked again when they change. */
  function show(figure, option) {
    let entry = drawn.find(known => known.figure === figure);
    if (!entry) {
      const canvas = figure.querySelector('.canvas');
      const chart = echarts.init(canvas, null, { renderer: 'svg' });
      entry = { figure, chart };
      drawn.push(entry);
      new ResizeObserver(() => chart.resize()).observe(canvas);
      figure.classList.add('drawn');
      figure.querySelectorAll('button[data-download]').forEach(button => {
        button.addEventListener('click', () => download(figure, button.dataset.download));
      });
    }
    entry.option = option;
    draw(entry);
    // What the picture says in short stands in the caption; a screen reader is not led through its shapes.
    const canvas = figure.querySelector('.canvas');
    canvas.setAttribute('role', 'img');
    canvas.setAttribute('aria-label', figure.querySelector('figcaption').textContent.trim());
    figure.dataset.drawn = 'true';
  }

  function picture(figure) {
    const svg = figure.querySelector('.canvas svg').cloneNode(true);
    svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
    return { text: new XMLSerializer().serializeToString(svg), width: Number(svg.getAttribute('width')), height: Number(svg.getAttribute('height')) };
  }

  async function download(figure, format) {
    const drawing = picture(figure);
    const svg = new Blob([drawing.text], { type: 'image/svg+xml' });
    const name = `${figure.dataset.name}-research-use-only.${format}`;
    save(format === 'svg' ? svg : await raster(drawing), name);
  }

  async function raster(drawing) {
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawing.text)}`;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = drawing.width * SCALE;
    canvas.height = drawing.height * SCALE;
    canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
    return new Promise(resolve => { canvas.toBlob(resolve, 'image/png'); });
  }

  function save(blob, name) {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => drawn.forEach(draw));
  return { show };
})();
