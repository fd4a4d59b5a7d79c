// Draws the evaluation's charts from the service's own answers; the tables say the same in numbers.
const level = value => ({ type: 'value', min: 0, max: 1, ...value });
const diagonal = palette => ({
  type: 'line', data: [[0, 0], [1, 1]], symbol: 'none', silent: true, tooltip: { show: false },
  lineStyle: { color: palette.quiet, type: 'dashed', width: 1 },
});

/** An interval as a band along a curve. */
function band(palette, points, x) {
  return {
    type: 'custom', silent: true, tooltip: { show: false }, z: 1, data: [[0, 0]],
    renderItem: (parameters, api) => {
      const upper = points.map(point => api.coord([point[x], point.high]));
      const lower = points.map(point => api.coord([point[x], point.low])).reverse();
      return { type: 'polygon', shape: { points: [...upper, ...lower] }, style: { fill: palette.band } };
    },
  };
}

/** Whiskers from `low` to `high` at each point: `[x, low, high]`. */
function whiskers(colour, points, shift = () => 0) {
  return {
    type: 'custom', silent: true, tooltip: { show: false }, z: 3, data: points, encode: { x: 0, y: [1, 2] },
    renderItem: (parameters, api) => {
      const top = api.coord([api.value(0), api.value(2)]);
      const bottom = api.coord([api.value(0), api.value(1)]);
      const x = top[0] + shift(api);
      const style = { stroke: colour, lineWidth: 1.5 };
      const line = (x1, y1, x2, y2) => ({ type: 'line', shape: { x1, y1, x2, y2 }, style });
      return { type: 'group', children: [
        line(x, top[1], x, bottom[1]), line(x - 4, top[1], x + 4, top[1]), line(x - 4, bottom[1], x + 4, bottom[1]),
      ] };
    },
  };
}

function roc(figure, curve) {
  charts.show(figure, (palette, axis) => ({
    xAxis: axis(level({ name: 'False positive rate' })),
    yAxis: axis(level({ name: 'True positive rate', nameGap: 36 })),
    legend: { show: false },
    series: [
      band(palette, curve.band, 'falsePositiveRate'),
      diagonal(palette),
      { name: 'ROC', type: 'line', symbol: 'none', lineStyle: { width: 2 }, color: palette.succeeded,
        data: curve.points.map(point => [point.falsePositiveRate, point.truePositiveRate]) },
    ],
  }));
}

function precisionRecall(figure, curve, prevalence) {
  charts.show(figure, (palette, axis) => ({
    xAxis: axis(level({ name: 'Recall' })),
    yAxis: axis(level({ name: 'Precision', nameGap: 36 })),
    legend: { show: false },
    series: [
      band(palette, curve.band, 'recall'),
      { ...diagonal(palette), data: [[0, prevalence], [1, prevalence]] },
      { name: 'Precision', type: 'line', symbol: 'none', lineStyle: { width: 2 }, color: palette.succeeded,
        data: curve.points.map(point => [point.recall, point.precision]) },
    ],
  }));
}

function reliability(figure, diagram) {
  const bins = diagram.bins.filter(bin => bin.count > 0);
  charts.show(figure, (palette, axis) => ({
    xAxis: axis(level({ name: 'Mean score' })),
    yAxis: axis(level({ name: 'Share of positives', nameGap: 36 })),
    legend: { show: false },
    series: [
      diagonal(palette),
      whiskers(palette.succeeded, bins.map(bin => [bin.meanScore, bin.observedLow, bin.observedHigh])),
      { name: 'Share of positives', type: 'line', symbol: 'circle', symbolSize: 8, color: palette.succeeded,
        data: bins.map(bin => [bin.meanScore, bin.observed]) },
    ],
  }));
}

function confusion(figure, counts) {
  const positive = figure.dataset.positive;
  const names = [positive, `not ${positive}`];
  const rows = [[counts.truePositive, counts.falseNegative], [counts.falsePositive, counts.trueNegative]];
  const cells = rows.flatMap((row, truth) => row.map((count, called) => {
    const share = count / Math.max(1, row[0] + row[1]);
    return { value: [called, 1 - truth, share, count] };
  }));
  charts.show(figure, (palette, axis) => ({
    grid: { left: 110, right: 20, top: 20, bottom: 64 },
    xAxis: axis({ type: 'category', data: names.map(name => `Called\n${name}`), splitLine: { show: false },
      axisLabel: { color: palette.quiet, fontSize: 12, lineHeight: 16, interval: 0 } }),
    yAxis: axis({ type: 'category', data: [...names].reverse(), splitLine: { show: false } }),
    tooltip: { show: false },
    legend: { show: false },
    visualMap: { show: false, min: 0, max: 1, dimension: 2, inRange: { color: [palette.track, palette.succeeded] } },
    series: [{
      type: 'heatmap', data: cells, itemStyle: { borderColor: palette.surface, borderWidth: 3 },
      label: { show: true, fontSize: 16, fontWeight: 600, color: palette.ink, backgroundColor: palette.surface, padding: [4, 8], borderRadius: 4,
        formatter: cell => `${cell.value[3]}  (${Math.round(100 * cell.value[2])} %)` },
    }],
  }));
}

async function drawCurves(charted) {
  const answer = await fetch(charted.dataset.source, { headers: { Accept: 'application/json' } });
  if (!answer.ok) {
    return;
  }
  const curves = await answer.json();
  // A curve that is not defined has no picture; the caption says why.
  const drawn = (name, curve, draw) => {
    const figure = document.getElementById(name);
    if (curve && !curve.undefined) {
      draw(figure, curve);
    } else {
      figure.dataset.drawn = 'never';
    }
  };
  drawn('roc', curves.roc, roc);
  drawn('precision-recall', curves.precisionRecall, (figure, curve) =>
    precisionRecall(figure, curve, curves.positive / (curves.positive + curves.negative)));
  drawn('reliability', curves.reliability, reliability);
  drawn('confusion', curves.confusion, confusion);
}

function drawMetric(figure, rows) {
  const title = row => (row.magnification === null ? 'All' : `${row.magnification}×`);
  const columns = [...new Set(rows.map(title))].sort((a, b) => (parseFloat(a) || Infinity) - (parseFloat(b) || Infinity));
  const models = [...new Set(rows.map(row => `${row.model} ${row.version}`))];
  const at = (model, column) => rows.find(row => `${row.model} ${row.version}` === model && title(row) === column)
    ?.metrics?.[figure.dataset.metric];
  charts.show(figure, (palette, axis) => ({
    grid: { left: 56, right: 20, top: 56, bottom: 64 },
    xAxis: axis({ type: 'category', data: columns, name: 'Magnification', splitLine: { show: false } }),
    yAxis: axis(level({ name: figure.dataset.title, nameGap: 40 })),
    series: models.flatMap((model, index) => {
      const colour = palette.series[index % palette.series.length];
      const defined = columns.map((column, place) => [place, at(model, column)]).filter(([, value]) => value?.low !== undefined);
      // Bars of a category stand side by side: a whisker stands in the middle of its own.
      const shift = api => {
        const bars = api.barLayout({ count: models.length, barGap: '10%', barCategoryGap: '25%' });
        return bars[index].offsetCenter;
      };
      return [
        { name: model, type: 'bar', barGap: '10%', barCategoryGap: '25%', color: colour,
          data: columns.map(column => at(model, column)?.value ?? null) },
        whiskers(palette.ink, defined.map(([place, value]) => [place, value.low, value.high]), shift),
      ];
    }),
  }));
}

async function drawStudy(figure) {
  const answer = await fetch(figure.dataset.source, { headers: { Accept: 'application/json' } });
  if (answer.ok) {
    drawMetric(figure, (await answer.json()).rows);
  }
}

const metricChart = document.getElementById('metric-chart');
if (metricChart) {
  drawStudy(metricChart);
}
const charted = document.getElementById('charts');
if (charted) {
  drawCurves(charted);
}
