/** The page's script: it switches faults by the query API and puts fresh figures into the page. */
export const PAGE_SCRIPT = `const INTERVAL_MS = 2000;
const status = document.getElementById('status');
const auto = document.getElementById('auto');
const refreshButton = document.getElementById('refresh');

function isInUse(part) {
  const selection = getSelection();
  return (
    part.contains(document.activeElement) ||
    (!selection.isCollapsed && part.contains(selection.anchorNode))
  );
}

/** Takes the live parts from the page as it is now; one that is focused or selected stays, unless asked for. */
async function refresh({ asked = false } = {}) {
  try {
    const answer = await fetch('/', { headers: { accept: 'text/html' } });
    const text = await answer.text();
    const fresh = new DOMParser().parseFromString(text, 'text/html');
    for (const part of document.querySelectorAll('[data-live]')) {
      const next = fresh.getElementById(part.id);
      if (next && (asked || !isInUse(part))) {
        part.replaceChildren(...next.childNodes);
      }
    }
    if (status.dataset.lost) {
      delete status.dataset.lost;
      status.textContent = 'The sandbox answers again.';
    }
  } catch {
    if (!status.dataset.lost) {
      status.dataset.lost = 'true';
      status.textContent = 'The sandbox does not answer.';
    }
  }
}

async function send(vendor, init, done) {
  status.textContent = '';
  try {
    const answer = await fetch('/api/faults/' + vendor, init);
    const body = await answer.json();
    status.textContent = answer.ok ? done : body.code + ': ' + body.message;
  } catch {
    status.textContent = 'The sandbox does not answer.';
  }
  await refresh({ asked: true });
}

for (const form of document.querySelectorAll('form[data-vendor]')) {
  const vendor = form.dataset.vendor;
  const select = form.elements.type;
  const fields = [...form.querySelectorAll('[data-field]')];
  const show = () => {
    const option = select.selectedOptions[0];
    const taken = option.dataset.options.split(' ');
    form.querySelector('p[data-words]').textContent = option.dataset.words;
    for (const field of fields) {
      field.hidden = !taken.includes(field.dataset.field);
    }
  };
  select.addEventListener('change', show);
  show();
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const fault = { type: select.value };
    for (const field of fields) {
      const input = field.querySelector('input');
      if (!field.hidden && input.value !== '') {
        fault[input.name] = input.valueAsNumber;
      }
    }
    void send(
      vendor,
      {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(fault),
      },
      fault.type + ' is on for ' + vendor + '.',
    );
  });
  form.querySelector('[data-off]').addEventListener('click', () => {
    void send(vendor, { method: 'DELETE' }, 'No fault is on for ' + vendor + '.');
  });
  for (const button of form.querySelectorAll('button')) button.disabled = false;
}

refreshButton.disabled = false;
refreshButton.addEventListener('click', () => void refresh({ asked: true }));
auto.disabled = false;
setInterval(() => {
  if (auto.checked && !document.hidden) void refresh();
}, INTERVAL_MS);
`;
