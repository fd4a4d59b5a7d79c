// Moves a batch's progress as the service tells of it; without this script the page is right, but still.
const section = document.getElementById('progress');
const formatted = number => number.toLocaleString('en').replaceAll(',', '\u2009');

function write(parent, name, text) {
  const element = parent.querySelector(`[data-value="${name}"]`);
  if (element) {
    element.textContent = text;
  }
}

function draw(meter, jobs) {
  const total = jobs.accepted + jobs.succeeded + jobs.failed;
  const share = part => (total === 0 ? 0 : (100 * part) / total).toFixed(3);
  meter.querySelector('.succeeded').setAttribute('width', share(jobs.succeeded));
  meter.querySelector('.failed').setAttribute('x', share(jobs.succeeded));
  meter.querySelector('.failed').setAttribute('width', share(jobs.failed));
}

function show(progress) {
  const jobs = progress.jobs;
  write(section, 'percent', Math.floor((100 * (jobs.succeeded + jobs.failed)) / jobs.total));
  write(section, 'state', progress.state === 'COMPLETED' ? 'Completed' : 'Running');
  for (const name of ['succeeded', 'failed', 'accepted']) {
    write(section, name, formatted(jobs[name]));
  }
  draw(section.querySelector('.meter.large'), jobs);
  for (const model of progress.byModel) {
    const row = section.querySelector(`[data-model="${CSS.escape(model.model)}"]`);
    write(row, 'succeeded', formatted(model.succeeded));
    write(row, 'failed', formatted(model.failed));
    draw(row.querySelector('.meter'), model);
  }
}

// The table is fetched again as the server writes it, at most every few seconds.
let refreshing = false;
async function refreshPredictions() {
  if (refreshing) {
    return;
  }
  refreshing = true;
  try {
    const answer = await fetch(location.href);
    if (answer.ok) {
      const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
      document.getElementById('predictions').replaceWith(fresh.getElementById('predictions'));
    }
  } finally {
    setTimeout(() => { refreshing = false; }, 3000);
  }
}

if (section.dataset.completed !== 'true') {
  const events = new EventSource(`/v1/batches/${section.dataset.batch}/events`);
  events.addEventListener('progress', event => {
    show(JSON.parse(event.data));
    refreshPredictions();
  });
  events.addEventListener('completed', event => {
    events.close();
    show(JSON.parse(event.data));
    document.getElementById('announcement').textContent = 'The batch is completed.';
    refreshing = false;
    refreshPredictions();
  });
}
