// Keeps the overview moving: figures and the chart from a small JSON answer, the tables as the server writes them.
const EVERY = 2000;
const live = document.getElementById('live');
const throughput = document.getElementById('throughput');
const grouped = number => number.toLocaleString('en').replaceAll(',', '\u2009');
let last = '';

function drawThroughput(minutes) {
  const label = minute => minute.at.slice(11, 16);
  charts.show(throughput, (palette, axis) => ({
    xAxis: axis({ type: 'category', data: minutes.map(label), name: 'Minute (UTC)', splitLine: { show: false } }),
    yAxis: axis({ type: 'value', name: 'Jobs', nameGap: 40, minInterval: 1 }),
    series: [
      { name: 'Succeeded', type: 'bar', stack: 'jobs', data: minutes.map(minute => minute.succeeded),
        itemStyle: { color: palette.succeeded }, barCategoryGap: '20%' },
      { name: 'Failed', type: 'bar', stack: 'jobs', data: minutes.map(minute => minute.failed),
        itemStyle: { color: palette.failed } },
    ],
  }));
}

function write(state) {
  for (const [name, number] of Object.entries(state.figures)) {
    const element = document.querySelector(`[data-figure="${name}"]`);
    if (element) {
      element.textContent = grouped(number);
    }
  }
  drawThroughput(state.minutes);
}

// A part that holds the focus keeps it: the same link is focused again.
function replace(part, fresh) {
  const focused = part.contains(document.activeElement) ? document.activeElement.getAttribute('href') : null;
  part.replaceWith(fresh);
  if (focused) {
    fresh.querySelector(`[href="${CSS.escape(focused)}"]`)?.focus();
  }
}

async function refreshTables() {
  const answer = await fetch('/');
  if (answer.ok) {
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    document.querySelectorAll('[data-live]').forEach(part => {
      const fresh = page.getElementById(part.id);
      if (fresh && fresh.innerHTML !== part.innerHTML) {
        replace(part, fresh);
      }
    });
  }
}

async function refresh() {
  try {
    const answer = await fetch('/overview.json');
    if (answer.ok) {
      const text = await answer.text();
      if (text !== last) {
        last = text;
        write(JSON.parse(text));
        await refreshTables();
      }
    }
    live.textContent = answer.ok ? 'Updates by itself' : 'Not updated: the service gave no answer';
  } catch {
    live.textContent = 'Not updated: the service cannot be reached';
  }
}

async function keepUp() {
  if (!document.hidden) {
    await refresh();
  }
  setTimeout(keepUp, EVERY);
}

keepUp();
